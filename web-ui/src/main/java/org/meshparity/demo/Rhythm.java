package org.meshparity.demo;

import java.time.Duration;
import org.meshparity.proxyruntime.mesh.PauseSchedule;

/**
 * When the load rests. In a rest that is long enough there is a moment at which all that happened
 * has become visible on both sides and nothing new has; between two such moments everything is
 * known exactly, so verdicts come after a minute and not after an hour. At a real mesh's scrape
 * interval no rest is long enough, and the load flows without one.
 */
final class Rhythm {

  /** The slowest part: histograms in the proxies become visible every 5 s. */
  private static final Duration LAG = Duration.ofSeconds(5);

  /** Requests that are under way when a rest begins have ended by then. */
  private static final Duration TO_DRAIN = Duration.ofMillis(1500);

  /** How long the quiet moment lasts; instants to compare between are looked for every second. */
  private static final Duration QUIET = Duration.ofMillis(2500);

  private static final Duration CYCLE = Duration.ofSeconds(30);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(2);

  private Rhythm() {}

  /**
   * Two rests a minute; none where scrapes are too far apart to use them.
   *
   * @param interval between two scrapes of one target
   */
  static PauseSchedule of(Duration interval) {
    if (interval.compareTo(LONGEST_INTERVAL) > 0) {
      return PauseSchedule.never();
    }
    Duration rest = LAG.plus(interval).multipliedBy(2).plus(TO_DRAIN).plus(QUIET);
    return new PauseSchedule(CYCLE.minus(rest), rest);
  }
}
