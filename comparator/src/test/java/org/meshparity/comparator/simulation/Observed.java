package org.meshparity.comparator.simulation;

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

  /** How many values lie below a bound, or on it if that counts. */
  public long below(long bound, boolean inclusive, long from, long until) {
    long total = 0;
    for (int i = upTo(from); i < upTo(until); i++) {
      total += values[i] < bound || (inclusive && values[i] == bound) ? 1 : 0;
    }
    return total;
  }

  /** All values, smallest first. */
  public long[] sorted(long from, long until) {
    long[] inside = java.util.Arrays.copyOfRange(values, upTo(from), upTo(until));
    java.util.Arrays.sort(inside);
    return inside;
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
