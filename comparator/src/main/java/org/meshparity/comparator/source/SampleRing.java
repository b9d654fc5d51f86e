package org.meshparity.comparator.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;

/** The samples of one series, oldest first, in two arrays used as a ring that grows as needed. */
final class SampleRing {

  private final Labels labels;
  private long[] timestamps = new long[8];
  private double[] values = new double[8];
  private int first;
  private int size;

  SampleRing(Labels labels) {
    this.labels = labels;
  }

  Labels labels() {
    return labels;
  }

  /** Adds a sample, later than all others. */
  void add(long at, double value) {
    if (size == timestamps.length) {
      grow();
    }
    int slot = (first + size) & (timestamps.length - 1);
    timestamps[slot] = at;
    values[slot] = value;
    size++;
  }

  /** Forgets what is older; true if nothing is left. */
  boolean forgetBefore(long at) {
    while (size > 0 && timestamps[first] < at) {
      first = (first + 1) & (timestamps.length - 1);
      size--;
    }
    return size == 0;
  }

  /** The samples in a range, or null if there are none. */
  @Nullable RawSeries between(TimeRange range) {
    long[] times = new long[size];
    double[] found = new double[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int slot = (first + i) & (timestamps.length - 1);
      if (range.holds(timestamps[slot])) {
        times[count] = timestamps[slot];
        found[count++] = values[slot];
      }
    }
    return count == 0
        ? null
        : new RawSeries(labels, Arrays.copyOf(times, count), Arrays.copyOf(found, count));
  }

  private void grow() {
    long[] times = new long[2 * size];
    double[] grown = new double[2 * size];
    for (int i = 0; i < size; i++) {
      int slot = (first + i) & (timestamps.length - 1);
      times[i] = timestamps[slot];
      grown[i] = values[slot];
    }
    timestamps = times;
    values = grown;
    first = 0;
  }
}
