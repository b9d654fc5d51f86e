package org.meshparity.proxyruntime.mixer;

import org.meshparity.proxyruntime.mixer.config.Metric;

/**
 * One series: what a metric counted under one set of labels. Guarded by its row.
 *
 * <p>Of a counter and a gauge only the value is used; a distribution has counts beside its sum.
 */
abstract class Cell {

  private long touchedNanos;

  static Cell of(Metric metric) {
    return switch (metric.kind()) {
      case COUNTER -> new Count();
      case GAUGE -> new Level();
      case DISTRIBUTION -> new Distribution(metric.bounds().stream().mapToDouble(b -> b).toArray());
    };
  }

  final void record(double value, long nowNanos) {
    touchedNanos = nowNanos;
    add(value);
  }

  final boolean isIdle(long nowNanos, long idleNanos) {
    return nowNanos - touchedNanos >= idleNanos;
  }

  abstract void add(double value);

  /** A counter's or a gauge's value, or a distribution's sum. */
  abstract double value();

  /** How many values a distribution has counted up to and including each bound, then in all. */
  long[] cumulative() {
    return new long[0];
  }

  private static final class Count extends Cell {
    private double total;

    @Override
    void add(double value) {
      total += value;
    }

    @Override
    double value() {
      return total;
    }
  }

  private static final class Level extends Cell {
    private double level;

    @Override
    void add(double value) {
      level = value;
    }

    @Override
    double value() {
      return level;
    }
  }

  private static final class Distribution extends Cell {
    private final double[] bounds;
    private final long[] counts;
    private double sum;

    Distribution(double[] bounds) {
      this.bounds = bounds;
      this.counts = new long[bounds.length + 1];
    }

    /** A value on a bound is in that bound's bucket; what is no number is in the last one. */
    @Override
    void add(double value) {
      int bucket = 0;
      while (bucket < bounds.length && !(bounds[bucket] >= value)) {
        bucket++;
      }
      counts[bucket]++;
      sum += value;
    }

    @Override
    double value() {
      return sum;
    }

    @Override
    long[] cumulative() {
      long[] cumulative = counts.clone();
      for (int i = 1; i < cumulative.length; i++) {
        cumulative[i] += cumulative[i - 1];
      }
      return cumulative;
    }
  }
}
