package org.meshparity.comparator.envelope;

import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.SideRules.Restart;

/**
 * The series by which a process tells when it started. An uptime is a start time in disguise: stamp
 * minus uptime stays where it is while the process lives, also where a young process was restarted
 * before its uptime could fall.
 */
public final class StartSignal {

  /**
   * Uptimes are whole seconds, the proxy writes them at its flush every 5 s, and a flush may be
   * late: below this the start has not moved.
   */
  private static final double UPTIME_SLACK_SECONDS = 7.5;

  private final RawSeries series;
  private final Restart.Kind kind;
  private final double slackSeconds;

  /**
   * Of one target.
   *
   * @param longestScrapeMs how long its slowest scrape took, which may delay the reading of an
   *     uptime
   */
  public StartSignal(RawSeries series, Restart.Kind kind, long longestScrapeMs) {
    this.series = series;
    this.kind = kind;
    this.slackSeconds =
        kind == Restart.Kind.UPTIME ? UPTIME_SLACK_SECONDS + longestScrapeMs / 1000.0 : 0.5;
  }

  /** Whether the start moved between two scrapes, or was not shown in either. */
  boolean movedBetween(long from, long to) {
    double before = startAt(from);
    double after = startAt(to);
    if (Double.isNaN(before) || Double.isNaN(after)) {
      return false; // not shown: falls and absences of the other series are the evidence then
    }
    return kind == Restart.Kind.UPTIME
        ? after - before > slackSeconds
        : Math.abs(after - before) > slackSeconds;
  }

  private double startAt(long stamp) {
    for (int low = 0, high = series.size() - 1; low <= high; ) {
      int middle = (low + high) >>> 1;
      if (series.timestamp(middle) == stamp) {
        double value = series.value(middle);
        return kind == Restart.Kind.UPTIME ? stamp / 1000.0 - value : value;
      }
      if (series.timestamp(middle) < stamp) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Double.NaN;
  }
}
