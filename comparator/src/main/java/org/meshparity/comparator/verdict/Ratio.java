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
  private static final double SMALL = 0x1p31;

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
    BigDecimal wholes = Numbers.exact(whole).multiply(Numbers.exact(other.whole));
    BigDecimal difference =
        Numbers.exact(part)
            .multiply(Numbers.exact(other.whole))
            .subtract(Numbers.exact(other.part).multiply(Numbers.exact(whole)));
    return difference.divide(wholes, DIGITS, direction);
  }

  /** Whether this exceeds another by more than a limit. */
  boolean exceeds(Ratio other, BigDecimal limit) {
    if (isSmall() && other.isSmall() && Scaled.fits(limit)) {
      long one = (long) whole;
      long two = (long) other.whole;
      long mine = (long) part;
      long others = (long) other.part;
      long difference = mine * two - others * one;
      return Scaled.compare(difference, limit, one * two) > 0;
    }
    BigDecimal wholes = Numbers.exact(whole).multiply(Numbers.exact(other.whole));
    BigDecimal difference =
        Numbers.exact(part)
            .multiply(Numbers.exact(other.whole))
            .subtract(Numbers.exact(other.part).multiply(Numbers.exact(whole)));
    return difference.compareTo(limit.multiply(wholes)) > 0;
  }

  /** Compares with a number, exactly. */
  int compareTo(BigDecimal number) {
    return isSmall() && Scaled.fits(number)
        ? Scaled.compare((long) part, number, (long) whole)
        : Numbers.exact(part).compareTo(number.multiply(Numbers.exact(whole)));
  }

  @Override
  public int compareTo(Ratio other) {
    if (isSmall() && other.isSmall()) { // then the products are exact, as nearly all are
      long mine = (long) part;
      long others = (long) other.part;
      return Long.compare(mine * (long) other.whole, others * (long) whole);
    }
    return Numbers.exact(part)
        .multiply(Numbers.exact(other.whole))
        .compareTo(Numbers.exact(other.part).multiply(Numbers.exact(whole)));
  }

  private boolean isSmall() {
    return whole < SMALL && part == (long) part && whole == (long) whole;
  }
}
