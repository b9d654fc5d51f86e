package org.meshparity.comparator.series;

/**
 * What the samples say about a count or a sum: the truth lies in {@code [lower, upper]}.
 *
 * <p>Two scrapers never look at the same instant, so a counter read from outside is a pair of
 * bounds, never a number. A point value would turn scrape phase into a false gap.
 *
 * @param lower inclusive, finite, 0 or more
 * @param upper inclusive, at least {@code lower}; infinite while no later sample has been seen
 */
public record Bounds(double lower, double upper) {

  /** Nothing happened, for certain. */
  public static final Bounds ZERO = new Bounds(0, 0);

  public Bounds {
    if (!(lower >= 0) || Double.isInfinite(lower)) {
      throw new IllegalArgumentException("lower must be finite and >= 0, was " + lower);
    }
    if (!(upper >= lower)) {
      throw new IllegalArgumentException("upper must be >= lower, was " + lower + ".." + upper);
    }
  }

  /** Bounds of two counts together, e.g. of two pods of one workload. */
  public Bounds plus(Bounds other) {
    return new Bounds(lower + other.lower, upper + other.upper);
  }

  /** Whether an upper bound is known at all. */
  public boolean bounded() {
    return !Double.isInfinite(upper);
  }
}
