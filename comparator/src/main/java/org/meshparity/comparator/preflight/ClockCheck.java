package org.meshparity.comparator.preflight;

import java.util.Optional;
import org.meshparity.comparator.preflight.FindingsOf.Said;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.comparator.source.ClockOffset;
import org.meshparity.comparator.source.SampleSource;

/**
 * The clocks of two servers, by the dates of their answers. That shows the clock of whoever
 * answers, which is seldom another than the one that stamps; nothing that a server answers shows
 * the latter.
 */
public final class ClockCheck {

  /** What a window that ends now, less what must settle, can bear. */
  private static final long MUCH_MS = 30_000;

  private ClockCheck() {}

  /**
   * By how much a run must allow the two sides' clocks to differ: what is declared, or more if the
   * servers' answers prove that it is not enough.
   *
   * @param declaredMs allowed for, in milliseconds
   */
  public static long allowed(SampleSource legacy, SampleSource candidate, long declaredMs) {
    return apart(legacy, candidate, declaredMs)
        .map(apart -> (apart.most() + 999) / 1000 * 1000)
        .orElse(declaredMs);
  }

  /** By at least and at most how much they differ, if that is more than is declared. */
  private static Optional<Apart> apart(
      SampleSource legacy, SampleSource candidate, long declaredMs) {
    Optional<ClockOffset> one = legacy.clock();
    Optional<ClockOffset> two = candidate.clock();
    if (legacy == candidate || one.isEmpty() || two.isEmpty()) {
      return Optional.empty();
    }
    long least = one.get().apartMs(two.get());
    return least > declaredMs
        ? Optional.of(new Apart(least, one.get().atMostApartMs(two.get())))
        : Optional.empty();
  }

  private record Apart(long least, long most) {}

  /** A window that ends by this machine's clock must have happened on the server. */
  static void check(PreflightSide side, FindingsOf findings) {
    side.source()
        .clock()
        .filter(clock -> certain(clock) > MUCH_MS)
        .ifPresent(
            clock ->
                findings.side(
                    side,
                    Level.DOUBT,
                    Kind.CLOCKS_DIFFER,
                    "the clock of "
                        + side.source().name()
                        + " is at least "
                        + certain(clock) / 1000
                        + " s "
                        + (clock.leastMs() > 0 ? "ahead of" : "behind")
                        + " this machine's, as the dates of its answers show",
                    "set both by NTP, or name the window's end (--at) by the server's clock"));
  }

  /** By how much a server's clock is certainly off, ahead or behind. */
  private static long certain(ClockOffset clock) {
    return Math.max(clock.leastMs(), -clock.mostMs());
  }

  static void check(
      PreflightSide legacy, PreflightSide candidate, long declaredMs, FindingsOf findings) {
    apart(legacy.source(), candidate.source(), declaredMs)
        .ifPresent(
            apart ->
                findings.both(
                    Level.DOUBT,
                    Kind.CLOCKS_DIFFER,
                    null,
                    new Said(
                        "the clocks of "
                            + legacy.source().name()
                            + " and "
                            + candidate.source().name()
                            + " differ by "
                            + apart.least() / 1000
                            + " to "
                            + (apart.most() + 999) / 1000
                            + " s, as the dates of their"
                            + " answers show; "
                            + declaredMs / 1000.0
                            + " s is declared, and the"
                            + " run allows for what was seen",
                        "set both clocks by NTP; until then windows must be longer to decide")));
  }
}
