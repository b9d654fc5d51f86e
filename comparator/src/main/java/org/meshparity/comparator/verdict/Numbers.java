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

  /** The same for a double; infinity in words. */
  public static String text(double value) {
    return Double.isInfinite(value) ? "any number" : text(new BigDecimal(value));
  }
}
