package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How far an observed distribution may lie from the one it was drawn from (SEMANTICS 6): the bands
 * of Dvoretzky, Kiefer and Wolfowitz, which hold at all bounds at once. The error is shared by both
 * sides and by all groups of all metrics that are compared.
 *
 * @param alpha how likely any band of the run may fail, in (0, 1)
 * @param comparisons how many pairs of distributions the run compares, 1 or more (SEMANTICS: m)
 */
public record Bands(double alpha, int comparisons) {

  /** What a whole run may spend. */
  public static final double ALPHA = 0.01;

  private static final int DIGITS = 9;

  public Bands {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must lie in (0, 1), was " + alpha);
    }
    if (comparisons < 1) {
      throw new IllegalArgumentException("comparisons must be 1 or more, was " + comparisons);
    }
  }

  /**
   * What one look of several may spend, so that all looks that could ever follow stay below.
   *
   * @param number from 1; 0 for the only look
   */
  public static double alphaOf(int number) {
    return number == 0 ? ALPHA : 6 * ALPHA / Math.pow(Math.PI * number, 2);
  }

  /** Half the height of the band of so many independent requests, rounded up. */
  BigDecimal halfHeight(double requests) {
    if (!(requests > 0)) {
      return BigDecimal.ONE;
    }
    double half = Math.sqrt(Math.log(4 * comparisons / alpha) / (2 * requests));
    return new BigDecimal(Math.min(1, half)).setScale(DIGITS, RoundingMode.CEILING);
  }

  /** How many independent requests have a band of so much height to either side. */
  double requestsFor(double half) {
    return Math.log(4 * comparisons / alpha) / (2 * half * half);
  }
}
