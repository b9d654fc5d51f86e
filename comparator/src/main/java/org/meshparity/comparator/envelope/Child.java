package org.meshparity.comparator.envelope;

import java.util.Arrays;

/**
 * One label set of a metric on one target, scrape by scrape: for a counter one number, for a
 * histogram its buckets, count and sum.
 */
public final class Child {

  private final Layout layout;
  private final double[][] byScrape;

  /**
   * An empty child.
   *
   * @param scrapes how many successful scrapes the target has
   */
  public Child(Layout layout, int scrapes) {
    this.layout = layout;
    this.byScrape = new double[scrapes][];
  }

  /** Which numbers it has. */
  public Layout layout() {
    return layout;
  }

  /** Notes one number at one successful scrape. */
  public void set(int scrape, int position, double value) {
    double[] values = byScrape[scrape];
    if (values == null) {
      values = new double[layout.size()];
      Arrays.fill(values, Double.NaN);
      byScrape[scrape] = values;
    }
    values[position] = value;
  }

  boolean presentAt(int scrape) {
    return byScrape[scrape] != null;
  }

  double[] at(int scrape) {
    return byScrape[scrape];
  }

  /** Whether any number is smaller than at an earlier scrape. */
  boolean fellBetween(int earlier, int later) {
    double[] before = byScrape[earlier];
    double[] after = byScrape[later];
    for (int i = 0; i < before.length; i++) {
      if (after[i] < before[i]) {
        return true;
      }
    }
    return false;
  }

  boolean sameAt(int earlier, int later) {
    return Arrays.equals(byScrape[earlier], byScrape[later]);
  }

  /**
   * Refuses what is no count.
   *
   * @throws BrokenSamples naming what is wrong
   */
  void check() throws BrokenSamples {
    for (double[] values : byScrape) {
      if (values != null) {
        check(values);
      }
    }
  }

  private void check(double[] values) throws BrokenSamples {
    for (double value : values) {
      if (Double.isNaN(value)) {
        throw new BrokenSamples(
            "it has a sample that is NaN, or a bucket, sum or count that is missing in a scrape");
      }
      if (Double.isInfinite(value) || value < 0) {
        throw new BrokenSamples("it has a sample of " + value + ", which no counter can reach");
      }
    }
    for (int i = 1; i < layout.buckets(); i++) {
      if (values[i] < values[i - 1]) {
        throw new BrokenSamples(
            "its buckets are not cumulative: le="
                + layout.bound(i)
                + " holds less than the one below");
      }
    }
    if (layout.buckets() > 0 && values[layout.buckets() - 1] != values[layout.count()]) {
      throw new BrokenSamples("its count and its +Inf bucket differ");
    }
  }
}
