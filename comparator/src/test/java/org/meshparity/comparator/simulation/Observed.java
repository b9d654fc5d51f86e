package org.meshparity.comparator.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * The truth about one family of one group on one side: what its processes counted, in order of
 * time. A window {@code (from, until]} is in microseconds of the world.
 */
public final class Observed {

  private final long[] at;
  private final long[] values;

  Observed(long[] at, long[] values) {
    this.at = at;
    this.values = values;
  }

  /** Only what happened in some windows, each {from, until}, in order. */
  Observed during(List<long[]> windows) {
    long[] when = new long[0];
    long[] what = new long[0];
    for (long[] window : windows) {
      int from = upTo(window[0]);
      int until = upTo(window[1]);
      when = joined(when, Arrays.copyOfRange(at, from, until));
      what = joined(what, Arrays.copyOfRange(values, from, until));
    }
    return new Observed(when, what);
  }

  private static long[] joined(long[] a, long[] b) {
    long[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /** How many events happened. */
  public long count(long from, long until) {
    return upTo(until) - upTo(from);
  }

  /** What a counter gained: the sum of all values. */
  public long sum(long from, long until) {
    long total = 0;
    for (int i = upTo(from); i < upTo(until); i++) {
      total += values[i];
    }
    return total;
  }

  /** How many events there are in all. */
  long count() {
    return at.length;
  }

  /** What all events sum up to. */
  long sum() {
    return Arrays.stream(values).sum();
  }

  /** How many values lie below a bound, or on it if that counts. */
  long below(long bound, boolean inclusive) {
    long total = 0;
    for (int i = 0; i < values.length; i++) {
      total += values[i] < bound || (inclusive && values[i] == bound) ? 1 : 0;
    }
    return total;
  }

  /** All values, smallest first. */
  long[] sorted() {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private int upTo(long time) {
    int low = 0;
    int high = at.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at[middle] <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
