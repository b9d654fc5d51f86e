package org.meshparity.comparator.envelope;

import java.util.Arrays;
import java.util.List;

/**
 * When one target was scraped, and where its process restarted. A restart between two successive
 * successful scrapes cuts every series of the target, also those that did not fall.
 */
public final class Timeline {

  private static final int NO_RUN = -1;

  private final long[] scrapes;
  private final long[] durations;
  private final boolean[] restarted;
  private final boolean[] signalled;
  private final long lastAttempt;
  private long gone = Long.MAX_VALUE;
  private boolean ended;
  private boolean anyRestart;
  private long[] lastTimes = {};
  private int lastRun = NO_RUN;

  /**
   * Of one target.
   *
   * @param scrapes stamps of the successful scrapes, ascending, in milliseconds
   * @param durations how long each took, in milliseconds, rounded up
   * @param lastAttempt stamp of the last scrape, successful or not
   */
  public Timeline(long[] scrapes, long[] durations, long lastAttempt) {
    this.scrapes = scrapes.clone();
    this.durations = durations.clone();
    this.restarted = new boolean[scrapes.length];
    this.signalled = new boolean[scrapes.length];
    this.lastAttempt = lastAttempt;
  }

  /** How many successful scrapes there are. */
  public int size() {
    return scrapes.length;
  }

  /** The stamp of successful scrape i. */
  public long stamp(int i) {
    return scrapes[i];
  }

  /** How long successful scrape i took. */
  public long duration(int i) {
    return durations[i];
  }

  /** Whether every successful scrape was rendered before the next one. */
  boolean rendersInOrder() {
    for (int i = 1; i < scrapes.length; i++) {
      if (scrapes[i] + durations[i] < scrapes[i - 1] + durations[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Which successful scrape has exactly this stamp, or a negative number. */
  public int indexOf(long stamp) {
    return Arrays.binarySearch(scrapes, stamp);
  }

  /** The first successful scrape that is not before this; {@link #size} if there is none. */
  int firstFrom(long stamp) {
    int at = indexOf(stamp);
    return at < 0 ? -at - 1 : at;
  }

  /**
   * Which successful scrape has exactly this stamp, or a negative number, where it is likely to be
   * the one after another.
   */
  int indexAfter(int scrape, long stamp) {
    int next = scrape + 1;
    return next < scrapes.length && scrapes[next] == stamp ? next : indexOf(stamp);
  }

  /**
   * Where samples begin whose times are those of successive successful scrapes, but for some that
   * are younger than the {@link #lastAttempt}; negative if they are not. Series that were scraped
   * together share the array of times, so it is mostly looked at once.
   */
  int runOf(long[] times) {
    if (times != lastTimes) {
      lastTimes = times;
      lastRun = run(times, known(times));
    }
    return lastRun;
  }

  private int run(long[] times, int count) {
    int from = count == 0 ? NO_RUN : indexOf(times[0]);
    return from >= 0
            && from + count <= scrapes.length
            && Arrays.equals(scrapes, from, from + count, times, 0, count)
        ? from
        : NO_RUN;
  }

  /** How many of some times are not younger than the last attempt. */
  int known(long[] times) {
    int count = times.length;
    while (count > 0 && times[count - 1] > lastAttempt) {
      count--;
    }
    return count;
  }

  /** Whether a restart is known between two scrapes of a time, ends included. */
  public boolean restartedWithin(long from, long until) {
    for (int i = 1; anyRestart && i < scrapes.length; i++) {
      if (restarted[i] && scrapes[i] >= from && scrapes[i - 1] <= until) {
        return true;
      }
    }
    return false;
  }

  /** Whether no scrape succeeded within a time, but another did, and it was not over by then. */
  boolean silentWithin(long from, long until) {
    if (scrapes.length == 0 || (ended && gone <= from)) {
      return false;
    }
    for (long stamp : scrapes) {
      if (stamp > from && stamp <= until) {
        return false;
      }
    }
    return true;
  }

  /** Whether there are successful scrapes before and after a time, and none in it. */
  boolean unscrapedWithin(long after, long until) {
    int next = 0;
    while (next < scrapes.length && scrapes[next] <= after) {
      next++;
    }
    return next > 0 && next < scrapes.length && scrapes[next] > until;
  }

  /** The stamp of the last scrape, successful or not. */
  public long lastAttempt() {
    return lastAttempt;
  }

  /** Notes evidence of a restart between successful scrapes i - 1 and i. */
  public void restartBefore(int i) {
    restarted[i] = true;
    anyRestart = true;
  }

  /** How many restarts are known. */
  int restarts() {
    int known = 0;
    for (boolean one : restarted) {
      known += one ? 1 : 0;
    }
    return known;
  }

  /** Whether any restart is known. */
  boolean restarted() {
    return anyRestart;
  }

  boolean restartedBefore(int i) {
    return restarted[i];
  }

  /**
   * Notes that the target is scraped no more.
   *
   * @param over instant from which on nothing happens there any more, or {@link Long#MAX_VALUE} if
   *     it is not known
   */
  public void endsAt(long over) {
    ended = true;
    gone = over;
  }

  /** Whether it is scraped no more. */
  public boolean ended() {
    return ended;
  }

  /** Whether it is known by when it was over. */
  boolean over() {
    return ended && gone != Long.MAX_VALUE;
  }

  long gone() {
    return gone;
  }

  /**
   * Notes a restart wherever the signal moves: an uptime that does not advance with the clock, or
   * another start time.
   */
  public void noteRestarts(StartSignal signal) {
    for (int i = 1; i < scrapes.length; i++) {
      if (signal.movedBetween(scrapes[i - 1], scrapes[i])) {
        restartBefore(i);
        signalled[i] = true;
      }
    }
  }

  /** Whether the target's own signal moved between two scrapes of a time, ends included. */
  public boolean signalledWithin(long from, long until) {
    for (int i = 1; i < scrapes.length; i++) {
      if (signalled[i] && scrapes[i] >= from && scrapes[i - 1] <= until) {
        return true;
      }
    }
    return false;
  }

  /**
   * Times for which a series that no scrape ever showed may still have counted something: around a
   * restart, after the end, and after the last success of a target that is down.
   */
  void addBlindTimes(Delays delays, List<long[]> into) {
    if (scrapes.length == 0) {
      into.add(new long[] {Long.MIN_VALUE, Long.MAX_VALUE});
      return;
    }
    for (int i = 1; anyRestart && i < scrapes.length; i++) {
      if (restarted[i]) {
        into.add(
            new long[] {
              delays.upperUntil(scrapes[i - 1]), delays.lowerFrom(scrapes[i], durations[i])
            });
      }
    }
    into.add(new long[] {delays.upperUntil(scrapes[scrapes.length - 1]), gone});
  }
}
