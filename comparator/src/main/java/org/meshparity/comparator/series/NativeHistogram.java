package org.meshparity.comparator.series;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;

/**
 * One native histogram as Prometheus answers with it: its filled buckets with their own bounds,
 * which come and go and may grow coarser. What it says of any value is exact outside of its filled
 * buckets, and nothing inside of them but that the truth lies between both ends.
 */
public final class NativeHistogram {

  private final double[] lower;
  private final double[] upper;
  private final double[] cumulative;
  private final double count;
  private final double sum;
  private final boolean negative;

  private NativeHistogram(List<Bucket> buckets, double count, double sum) {
    this.lower = buckets.stream().mapToDouble(Bucket::lower).toArray();
    this.upper = buckets.stream().mapToDouble(Bucket::upper).toArray();
    this.cumulative = buckets.stream().mapToDouble(Bucket::count).toArray();
    Arrays.parallelPrefix(cumulative, Double::sum);
    this.count = count;
    this.sum = sum;
    this.negative = buckets.stream().anyMatch(Bucket::belowZero);
  }

  /**
   * Of buckets in ascending order.
   *
   * @throws IllegalArgumentException if they overlap or descend
   */
  public static NativeHistogram of(List<Bucket> buckets, double count, double sum) {
    for (int i = 1; i < buckets.size(); i++) {
      if (buckets.get(i).lower() < buckets.get(i - 1).upper()) {
        throw new IllegalArgumentException(
            "buckets of a native histogram must ascend, had one up to "
                + buckets.get(i - 1).upper()
                + " before one from "
                + buckets.get(i).lower());
      }
    }
    return new NativeHistogram(buckets, count, sum);
  }

  /** How many values were observed, as it says itself; it may be no count at all. */
  public double count() {
    return count;
  }

  /** What all values add up to. */
  public double sum() {
    return sum;
  }

  /** How many values its buckets hold; less than the count if some were no numbers. */
  public double inBuckets() {
    return cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
  }

  /** Whether any value below zero was observed: such buckets hold their lower bound. */
  public boolean negative() {
    return negative;
  }

  /** Adds every finite bound at which this histogram knows how many values lie at or below. */
  public void addBounds(SortedSet<Double> into) {
    for (int i = 0; i < upper.length; i++) {
      if (lower[i] > 0) {
        into.add(lower[i]);
      }
      if (!Double.isInfinite(upper[i])) {
        into.add(upper[i]);
      }
    }
  }

  /** Takes out every bound that lies inside a filled bucket of this histogram. */
  public void removeInside(NavigableSet<Double> bounds) {
    double before = 0;
    for (int i = 0; i < upper.length; i++) {
      if (cumulative[i] > before && lower[i] < upper[i]) {
        bounds.subSet(lower[i], false, upper[i], false).clear();
      }
      before = cumulative[i];
    }
  }

  /**
   * How many values lie at or below a bound.
   *
   * @return NaN if the bound lies inside a filled bucket
   */
  public double upTo(double bound) {
    int found = Arrays.binarySearch(upper, bound);
    if (found >= 0) {
      return cumulative[found];
    }
    int next = -found - 1;
    double before = next == 0 ? 0 : cumulative[next - 1];
    boolean outside = next == upper.length || bound <= lower[next] || cumulative[next] == before;
    return outside ? before : Double.NaN;
  }

  /**
   * One bucket: more than {@code lower}, up to and including {@code upper}; the one around zero
   * holds both ends.
   *
   * @param count how many values it holds, 0 or more
   */
  public record Bucket(double lower, double upper, double count) {
    public Bucket {
      if (!(lower <= upper) || !(count >= 0) || Double.isInfinite(count)) {
        throw new IllegalArgumentException(
            "a bucket must ascend and hold 0 or more, was "
                + lower
                + " to "
                + upper
                + " with "
                + count);
      }
    }

    boolean belowZero() {
      return lower < 0 && -lower != upper && !Double.isInfinite(lower);
    }
  }
}
