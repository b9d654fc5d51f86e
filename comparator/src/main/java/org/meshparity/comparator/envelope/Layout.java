package org.meshparity.comparator.envelope;

import java.util.Arrays;
import org.meshparity.rules.MetricRule;

/**
 * Which numbers one scrape of a metric's child consists of: the cumulative buckets in ascending
 * order of {@code le}, the count, and for a histogram the sum. They are rendered together, so they
 * move together.
 */
public final class Layout {

  /** A counter: only a count. */
  public static final Layout COUNTER = new Layout(new double[0], false);

  /** A summary: a count and a sum. */
  public static final Layout SUMMARY = new Layout(new double[0], true);

  private final double[] bounds;
  private final boolean histogram;

  private Layout(double[] bounds, boolean histogram) {
    this.bounds = bounds;
    this.histogram = histogram;
  }

  /** A classic histogram with these printed bounds, ascending, {@code +Inf} last. */
  public static Layout histogram(double[] bounds) {
    return new Layout(bounds.clone(), true);
  }

  /**
   * With these bounds.
   *
   * @param summed whether there is a sum
   */
  static Layout of(double[] bounds, boolean summed) {
    return summed ? histogram(bounds) : COUNTER;
  }

  /** The printed bounds. */
  double[] bounds() {
    return bounds.clone();
  }

  /** Which numbers a group has that no sample shows. */
  public static Layout none(MetricRule.Type type) {
    return switch (type) {
      case COUNTER -> COUNTER;
      case SUMMARY -> SUMMARY;
      case HISTOGRAM -> histogram(new double[] {Double.POSITIVE_INFINITY});
    };
  }

  /** Whether there is a sum, and buckets unless it is a summary's. */
  public boolean isHistogram() {
    return histogram;
  }

  /** How many buckets there are, {@code +Inf} included. */
  public int buckets() {
    return bounds.length;
  }

  /** The printed bound of bucket i, in the side's own unit. */
  public double bound(int i) {
    return bounds[i];
  }

  /** Position of a printed bound, or a negative number. */
  public int indexOf(double bound) {
    return Arrays.binarySearch(bounds, bound);
  }

  /** Position of the count among a child's numbers. */
  public int count() {
    return bounds.length;
  }

  /** Position of the sum among a child's numbers; a counter has none. */
  public int sum() {
    return bounds.length + 1;
  }

  /** How many numbers there are. */
  public int size() {
    return histogram ? bounds.length + 2 : 1;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Layout that
            && histogram == that.histogram
            && Arrays.equals(bounds, that.bounds));
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bounds) + Boolean.hashCode(histogram);
  }

  @Override
  public String toString() {
    return histogram && bounds.length == 0
        ? "summary"
        : histogram ? "buckets " + Arrays.toString(bounds) : "counter";
  }
}
