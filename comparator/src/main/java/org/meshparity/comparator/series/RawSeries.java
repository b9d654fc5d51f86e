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

  /** Of times that have been looked at. */
  private RawSeries(Labels labels, double[] values, long[] timestamps) {
    this.labels = labels;
    this.timestamps = timestamps;
    this.values = values;
  }

  /** The same samples under other labels. */
  public RawSeries withLabels(Labels others) {
    return new RawSeries(others, values, timestamps);
  }

  /**
   * Another series. If it has the very array of times that this one has, they need no second look.
   */
  public RawSeries next(Labels others, long[] times, double[] numbers) {
    return times == timestamps && numbers.length == values.length
        ? new RawSeries(others, numbers, times)
        : new RawSeries(others, times, numbers);
  }

  /** With the metric's name under {@link Labels#NAME}. */
  public Labels labels() {
    return labels;
  }

  /** The same samples, so many milliseconds later. */
  public RawSeries later(long millis) {
    return new RawSeries(labels, Arrays.stream(timestamps).map(t -> t + millis).toArray(), values);
  }

  /** All times; series that were scraped together share the array. It must not be written to. */
  public long[] timestamps() {
    return timestamps;
  }

  /** All values; the array must not be written to. */
  public double[] values() {
    return values;
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
