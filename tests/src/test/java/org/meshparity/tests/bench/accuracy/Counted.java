package org.meshparity.tests.bench.accuracy;

import org.meshparity.comparator.simulation.Family;

/** What the scraped processes of one side counted of one stream: the truth. */
final class Counted {

  private final Longs at = new Longs();
  private final Longs nanos = new Longs();
  private final Longs bytes = new Longs();

  /** Calls are added in order of time. */
  void add(long moment, long tookNanos, long size) {
    at.add(moment);
    nanos.add(tookNanos);
    bytes.add(size);
  }

  long[] at() {
    return at.toArray();
  }

  /** What each call weighs, lasts or measures, in the order of time. */
  long[] values(Family family) {
    return switch (family) {
      case REQUESTS -> ones();
      case DURATION -> nanos.toArray();
      case SIZE, TCP_SENT -> bytes.toArray();
    };
  }

  private long[] ones() {
    long[] ones = at.toArray();
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
