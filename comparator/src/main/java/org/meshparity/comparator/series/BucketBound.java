package org.meshparity.comparator.series;

/**
 * Reads {@code le}, which is a number however it is written: {@code 1}, {@code 1.0} and {@code
 * 1e+00} are one bound.
 */
public final class BucketBound {

  private BucketBound() {}

  /**
   * The bound as a number.
   *
   * @return NaN if the text is no number
   */
  public static double parse(String le) {
    if (le.equalsIgnoreCase("+inf") || le.equalsIgnoreCase("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (!le.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0)) {
      return Double.NaN; // parseDouble would take "1d", "0x1p3" and blanks
    }
    try {
      return Double.parseDouble(le);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
