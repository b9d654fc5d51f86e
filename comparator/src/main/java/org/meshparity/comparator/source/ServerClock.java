package org.meshparity.comparator.source;

import java.time.Instant;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the {@code Date} of every answer how far the server's clock is from this machine's.
 * No request is made for it. A date is cut to the second, so one answer tells it to a second and
 * the time the answer took; what several agree on is narrower. For several threads.
 */
final class ServerClock {

  private @Nullable ClockOffset known;

  /**
   * Notes one answer.
   *
   * @param sentMs when the request was about to be sent, by this machine's clock
   */
  void note(long sentMs, Response answer) {
    Instant date = answer.headers().getInstant("Date");
    if (date != null) {
      note(sentMs, System.currentTimeMillis(), date.toEpochMilli());
    }
  }

  synchronized void note(long sentMs, long receivedMs, long dateMs) {
    if (receivedMs < sentMs) {
      return; // this machine's own clock was set back meanwhile
    }
    ClockOffset seen = new ClockOffset(dateMs - receivedMs, dateMs + 1000 - sentMs);
    known = known == null ? seen : narrowed(known, seen);
  }

  /** What both say; the newer alone if they contradict, as then some clock was set. */
  private static ClockOffset narrowed(ClockOffset before, ClockOffset seen) {
    long least = Math.max(before.leastMs(), seen.leastMs());
    long most = Math.min(before.mostMs(), seen.mostMs());
    return least <= most ? new ClockOffset(least, most) : seen;
  }

  /** Empty before the first answer with a date. */
  synchronized Optional<ClockOffset> offset() {
    return Optional.ofNullable(known);
  }
}
