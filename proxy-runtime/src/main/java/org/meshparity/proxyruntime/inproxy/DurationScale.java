package org.meshparity.proxyruntime.inproxy;

/** What a proxy writes into a histogram of milliseconds. */
public enum DurationScale {

  /** Whole milliseconds, cut off: what belongs there. */
  MILLISECONDS,

  /** Seconds, a fault: every value is a thousandth of what it should be. */
  SECONDS;

  void record(Cell histogram, long nanos) {
    if (this == MILLISECONDS) {
      histogram.add(nanos / 1_000_000);
    } else {
      histogram.add(nanos / 1e9);
    }
  }
}
