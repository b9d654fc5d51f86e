package org.meshparity.comparator.series;

import java.util.Arrays;

/**
 * One series as it was scraped: rows of numbers, since thousands of samples stand behind one group.
 * Timestamps are milliseconds since the epoch, strictly ascending; values may be NaN or infinite,
 * which is for the reader to judge.
 */
public final class RawSeries {

  private final Labels labels;
  private final long[] timestamps;
  private final double[] values;

  /**
   * Takes over both arrays without copying them.
   *
   * @param labels with the metric's name under {@link Labels#NAME}
   * @throws IllegalArgumentException if the arrays differ in length or time does not ascend
   */
  public RawSeries(Labels labels, long[] timestamps, double[] values) {
    if (timestamps.length != values.length) {
      throw new IllegalArgumentException(
          "a series needs as many values as timestamps, had "
              + values.length
              + " and "
              + timestamps.length);
    }
    for (int i = 1; i < timestamps.length; i++) {
      if (timestamps[i] <= timestamps[i - 1]) {
        throw new IllegalArgumentException(
            "timestamps must ascend, had " + timestamps[i - 1] + " before " + timestamps[i]);
      }
    }
    this.labels = labels;
    this.timestamps = timestamps;
    this.values = values;
  }

  /** The same samples under other labels. */
  public RawSeries withLabels(Labels others) {
    return new RawSeries(others, timestamps, values);
  }

  /** With the metric's name under {@link Labels#NAME}. */
  public Labels labels() {
    return labels;
  }

  /** The same samples, so many milliseconds later. */
  public RawSeries later(long millis) {
    return new RawSeries(labels, Arrays.stream(timestamps).map(t -> t + millis).toArray(), values);
  }

  /** How many samples there are. */
  public int size() {
    return timestamps.length;
  }

  /** The time of sample i, in milliseconds since the epoch. */
  public long timestamp(int i) {
    return timestamps[i];
  }

  /** The value of sample i. */
  public double value(int i) {
    return values[i];
  }
}
