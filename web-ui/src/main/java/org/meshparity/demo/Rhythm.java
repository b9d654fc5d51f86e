package org.meshparity.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.meshparity.proxyruntime.mesh.PauseSchedule;

/**
 * When the load rests, and the moment in each rest at which all that happened has become visible on
 * both sides and nothing new has. A window between two such moments is compared exactly. At a real
 * mesh's scrape interval no rest is long enough, and the load flows without one.
 */
final class Rhythm {

  /** The slowest part: histograms in the proxies become visible every 5 s. */
  static final Duration LAG = Duration.ofSeconds(5);

  /** Requests that were under way when a rest began end within this time. */
  private static final Duration TO_DRAIN = Duration.ofMillis(1500);

  private static final Duration LEEWAY = Duration.ofMillis(1500);
  private static final Duration CYCLE = Duration.ofSeconds(30);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(3);
  private static final int REMEMBERED = 64;

  private final Duration interval;
  private final Deque<Instant> quiet = new ArrayDeque<>();
  private boolean resting;

  /**
   * The rhythm for a scrape interval.
   *
   * @param interval between two scrapes of one target
   */
  Rhythm(Duration interval) {
    this.interval = interval;
  }

  /** Two rests a minute; none where scrapes are too far apart to use them. */
  PauseSchedule pauses() {
    return rests() ? new PauseSchedule(CYCLE.minus(rest()), rest()) : PauseSchedule.never();
  }

  /** How far back a window must end so that its samples have arrived. */
  Duration settle() {
    return LAG.plus(interval.multipliedBy(4)).plusSeconds(1);
  }

  /** When the first exact verdicts can be there, counted from the start of the load. */
  Duration untilFirstVerdicts() {
    Duration secondRest = CYCLE.multipliedBy(2).minus(rest());
    return rests() ? secondRest.plus(toQuiet()).plus(settle()) : settle().multipliedBy(4);
  }

  private boolean rests() {
    return interval.compareTo(LONGEST_INTERVAL) <= 0;
  }

  private Duration rest() {
    return TO_DRAIN.plus(LEEWAY).plus(LAG.plus(interval).multipliedBy(2));
  }

  /** From the beginning of a rest to the moment at which both sides tell the same. */
  private Duration toQuiet() {
    return TO_DRAIN.plus(LAG).plus(interval).plus(LEEWAY.dividedBy(2));
  }

  /** Is told, several times a second, whether the load rests. */
  synchronized void observe(boolean restingNow, Instant now) {
    if (restingNow && !resting) {
      quiet.addLast(now.plus(toQuiet()).truncatedTo(ChronoUnit.MILLIS));
    }
    if (quiet.size() > REMEMBERED) {
      quiet.removeFirst();
    }
    resting = restingNow;
  }

  /** The last quiet moment at or before an instant. */
  synchronized Optional<Instant> quietBefore(Instant end) {
    return quiet.stream().filter(moment -> !moment.isAfter(end)).reduce((first, last) -> last);
  }

  /** The first quiet moment at or after an instant. */
  synchronized Optional<Instant> quietAfter(Instant start) {
    return quiet.stream().filter(moment -> !moment.isBefore(start)).findFirst();
  }
}
