package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: whole ones as they are, others with four significant digits. */
public final class Numbers {

  private static final double EXACT_INTEGERS = 0x1p53;

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

  /** Whether it is a whole number, 0 or more, so small that doubles hold all its neighbours. */
  static boolean isWhole(double value) {
    return value >= 0 && value < EXACT_INTEGERS && value == (long) value;
  }

  /** Exactly the number; counts, which are whole, without the long way through its digits. */
  static BigDecimal exact(double value) {
    return isWhole(value) ? BigDecimal.valueOf((long) value) : new BigDecimal(value);
  }

  /** The same for a double; infinity in words. */
  public static String text(double value) {
    if (isWhole(value)) {
      return Long.toString((long) value);
    }
    return Double.isInfinite(value) ? "any number" : text(new BigDecimal(value));
  }
}
