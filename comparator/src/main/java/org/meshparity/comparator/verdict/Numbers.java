package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: whole ones as they are, others with four significant digits. */
public final class Numbers {

  private Numbers() {}

  /** Without exponent and trailing zeros; rounded down, so that "at least" stays true. */
  public static String text(BigDecimal value) {
    BigDecimal shown = value.stripTrailingZeros();
    if (shown.scale() > 0) {
      shown =
          shown
              .round(
                  new MathContext(
                      Math.max(4, shown.precision() - shown.scale()), RoundingMode.DOWN))
              .stripTrailingZeros();
    }
    return shown.signum() == 0 ? "0" : shown.toPlainString();
  }

  /** Exactly the number; counts, which are whole, without the long way through its digits. */
  static BigDecimal exact(double value) {
    long whole = (long) value;
    return whole == value && Math.abs(value) < 0x1p53
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(value);
  }

  /** The same for a double; infinity in words. */
  public static String text(double value) {
    return Double.isInfinite(value) ? "any number" : text(new BigDecimal(value));
  }
}
