package org.meshparity.comparator.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Delays;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Whether the load had really stopped (SEMANTICS 2, drained mode). Where somebody said when, the
 * first sample behind that moment and the lag is exact, and every further one of the next minute or
 * so must agree with it. Where nobody did, the count must be certain from both sides of the end,
 * which takes two scrapes that show the same. Whatever moves although it should not is undecided: a
 * mode that trusts a quiet moment must not prove anything without one.
 */
final class Quiet {

  /** How many times as long as they must wait samples are watched; later there may be new load. */
  private static final int WATCHED = 2;

  private final long end;
  private final boolean given;
  private final SideRun legacy;
  private final SideRun candidate;

  /**
   * At the end of a window.
   *
   * @param given whether somebody said that the load stopped there
   */
  Quiet(long end, boolean given, SideRun legacy, SideRun candidate) {
    this.end = end;
    this.given = given;
    this.legacy = legacy;
    this.candidate = candidate;
  }

  /** When counts become exact by somebody's word; far in the past if nobody gave it. */
  long stopped() {
    return given ? end : Long.MIN_VALUE;
  }

  /** Why a group's count at the end is not exact; null if it is, on both sides. */
  @Nullable Undecidable lacking(MetricRule metric, RawGroup one, RawGroup two) {
    long wait = wait(metric);
    Undecidable lacking = lacking(side(legacy, metric, one), wait);
    return lacking == null ? lacking(side(candidate, metric, two), wait) : lacking;
  }

  private @Nullable Undecidable lacking(Side side, long wait) {
    if (side.known() < end) {
      return waiting(
          "not every target of "
              + side.run().word()
              + (given
                  ? " has been scraped since the load stopped at "
                  : " has been scraped since ")
              + Instant.ofEpochMilli(end)
              + (given ? " and its lag passed" : ""),
          wait);
    }
    if (!given) {
      return side.group().doubtAt(end) > 0 ? restless(side, wait) : null;
    }
    String moved = side.group().movedAfter(end, end + WATCHED * wait);
    return moved == null ? null : counted(side, moved);
  }

  private Undecidable restless(Side side, long wait) {
    return waiting(
        side.run().word()
            + " shows no quiet moment around "
            + Instant.ofEpochMilli(end)
            + ": two scrapes in a row differ",
        wait);
  }

  private static Undecidable waiting(String reason, long wait) {
    String look = "another look " + seconds(wait) + " after the load has stopped";
    return new Undecidable(reason, look, Want.TIME);
  }

  private Undecidable counted(Side side, String moved) {
    return new Undecidable(
        side.run().word()
            + " counted on after "
            + Instant.ofEpochMilli(end)
            + ", when the load was said to have stopped: "
            + moved,
        "the moment after which nothing more happened (--at), or a lag as long as the real one",
        Want.DATA);
  }

  /** How long the load must have stopped: 2 (S + lambda) + d of the slower side; in ms. */
  private long wait(MetricRule metric) {
    return Math.max(wait(legacy, metric.legacy()), wait(candidate, metric.candidate()));
  }

  private static long wait(SideRun side, SeriesRules series) {
    return 2 * (side.interval() + series.lag().toMillis()) + side.targets().longestScrape();
  }

  private record Side(SideRun run, long known, RawGroup group) {}

  private static Side side(SideRun run, MetricRule metric, RawGroup group) {
    boolean isLegacy = run.word().equals("legacy");
    Delays delays = run.delays(isLegacy ? metric.legacy() : metric.candidate());
    return new Side(run, delays.upperUntil(run.targets().scrapedUntil()), group);
  }

  private static String seconds(long millis) {
    return (millis + 999) / 1000 + " s";
  }
}
