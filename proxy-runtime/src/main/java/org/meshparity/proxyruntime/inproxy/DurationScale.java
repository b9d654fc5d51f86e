package org.meshparity.proxyruntime.inproxy;

/** What a proxy writes into a histogram of milliseconds. */
public enum DurationScale {

  /** Whole milliseconds, cut off: what belongs there. */
  MILLISECONDS {
    @Override
    void record(LogLinearHistogram histogram, long nanos) {
      histogram.insert(nanos / 1_000_000);
    }
  },

  /** Seconds, a fault: every value is a thousandth of what it should be. */
  SECONDS {
    @Override
    void record(LogLinearHistogram histogram, long nanos) {
      histogram.insert(nanos / 1e9);
    }
  };

  abstract void record(LogLinearHistogram histogram, long nanos);
}
