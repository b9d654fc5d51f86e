package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share of a count, exactly: both parts are whole numbers below 2^53.
 *
 * @param part 0 or more; infinite for a share of 1
 * @param whole at least {@code part}; 0 only if the part is 0 as well
 */
record Ratio(double part, double whole) implements Comparable<Ratio> {

  private static final int DIGITS = 9;

  static final Ratio ZERO = new Ratio(0, 1);
  static final Ratio ONE = new Ratio(1, 1);

  /** The part as a share of the part and the rest. */
  static Ratio of(double part, double rest, Ratio ifNothing) {
    if (part == 0 && rest == 0) {
      return ifNothing;
    }
    if (Double.isInfinite(part)) {
      return ONE;
    }
    return Double.isInfinite(rest) ? ZERO : new Ratio(part, part + rest);
  }

  double value() {
    return part / whole;
  }

  /** This less another, to nine digits. */
  BigDecimal minus(Ratio other, RoundingMode direction) {
    BigDecimal wholes = new BigDecimal(whole).multiply(new BigDecimal(other.whole));
    BigDecimal difference =
        new BigDecimal(part)
            .multiply(new BigDecimal(other.whole))
            .subtract(new BigDecimal(other.part).multiply(new BigDecimal(whole)));
    return difference.divide(wholes, DIGITS, direction);
  }

  /** Whether this exceeds another by more than a limit. */
  boolean exceeds(Ratio other, BigDecimal limit) {
    BigDecimal wholes = new BigDecimal(whole).multiply(new BigDecimal(other.whole));
    BigDecimal difference =
        new BigDecimal(part)
            .multiply(new BigDecimal(other.whole))
            .subtract(new BigDecimal(other.part).multiply(new BigDecimal(whole)));
    return difference.compareTo(limit.multiply(wholes)) > 0;
  }

  /** Compares with a number, exactly. */
  int compareTo(BigDecimal number) {
    return new BigDecimal(part).compareTo(number.multiply(new BigDecimal(whole)));
  }

  @Override
  public int compareTo(Ratio other) {
    return new BigDecimal(part)
        .multiply(new BigDecimal(other.whole))
        .compareTo(new BigDecimal(other.part).multiply(new BigDecimal(whole)));
  }
}
