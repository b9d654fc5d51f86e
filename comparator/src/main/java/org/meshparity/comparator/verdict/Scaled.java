package org.meshparity.comparator.verdict;

import java.math.BigDecimal;

/**
 * Compares a whole number with the product of a decimal and another, exactly and without making any
 * object: both are multiplied by the decimal's power of ten, in 128 bits. Shapes ask it so often
 * that decimals would take most of a run's time.
 */
final class Scaled {

  private static final int MOST_DIGITS = 18;
  private static final long[] POWERS = new long[MOST_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i <= MOST_DIGITS; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private Scaled() {}

  /** Whether a decimal has so few digits that it can be compared with. */
  static boolean fits(BigDecimal decimal) {
    return decimal.scale() >= 0
        && decimal.scale() <= MOST_DIGITS
        && decimal.precision() <= MOST_DIGITS;
  }

  /**
   * Compares {@code number} with {@code decimal * factor}.
   *
   * @param decimal one that {@linkplain #fits fits}
   */
  static int compare(long number, BigDecimal decimal, long factor) {
    long power = POWERS[decimal.scale()];
    long digits = decimal.unscaledValue().longValue();
    int high = Long.compare(Math.multiplyHigh(number, power), Math.multiplyHigh(digits, factor));
    return high != 0 ? high : Long.compareUnsigned(number * power, digits * factor);
  }
}
