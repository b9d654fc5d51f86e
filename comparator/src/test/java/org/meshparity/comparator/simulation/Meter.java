package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

/**
 * The series of one family of one group inside one process, as time goes by. A legacy meter that
 * had nothing to count for ten minutes is removed by the next check, one each five minutes, and
 * begins again at 0.
 */
final class Meter {

  static final long EXPIRY = 600 * SECOND;

  private final Process process;
  private final Exposition exposition;
  private final boolean expires;
  private final Feed feed;
  private final double[] row;
  private int told;
  private long lastTold;
  private boolean present;

  Meter(Process process, Exposition exposition, Feed feed, boolean expires) {
    this.process = process;
    this.exposition = exposition;
    this.feed = feed;
    this.expires = expires;
    this.row = new double[exposition.lines().size()];
  }

  /** Moves on to a moment, never back; returns whether the series is there then. */
  boolean advance(long moment) {
    while (true) {
      long next = told < feed.size() ? feed.visibleAt(told) : Timeline.NEVER;
      long removal = removal();
      if (Math.min(next, removal) > moment) {
        return present;
      }
      if (removal <= next) {
        present = false;
        java.util.Arrays.fill(row, 0);
      } else {
        exposition.add(row, feed.value(told));
        lastTold = next;
        present = true;
        told++;
      }
    }
  }

  private long removal() {
    return present && expires
        ? process.tickFrom(lastTold + EXPIRY, EXPIRY / 2)
        : Timeline.NEVER * 2;
  }

  /** The values now; valid until the next advance. */
  double[] row() {
    return row;
  }
}
