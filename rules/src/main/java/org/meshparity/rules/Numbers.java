package org.meshparity.rules;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import org.meshparity.rules.SeriesRules.Fraction;

/**
 * Reads the numbers of a pack, whose forms are short, so that none takes memory or time out of
 * proportion: 1e999999999 is a number that takes a machine to print.
 */
final class Numbers {

  private static final String PLAIN = "(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,18})?";

  /**
   * A JSON number; YAML's octal, hexadecimal, base 60 and infinite ones are not meant by anyone.
   */
  private static final Pattern SHORT = Re2.whole("-?" + PLAIN + "(?:[eE][-+]?[0-9]{1,2})?");

  private static final Pattern PERCENT = Re2.whole("(" + PLAIN + ")%");

  /** The denominator is more than 0. */
  private static final Pattern FRACTION = Re2.whole("([1-9][0-9]{0,8})(?:/([1-9][0-9]{0,8}))?");

  private static final Pattern UP_TO = Re2.whole("<= ?(" + PLAIN + ")");

  /** More of anything is a mistake. */
  private static final BigDecimal MOST = new BigDecimal("1000000000");

  private Numbers() {}

  static BigDecimal plain(String text) {
    if (!SHORT.matches(text)) {
      throw new IllegalArgumentException("must be a number like 1000 or 0.5");
    }
    return new BigDecimal(text);
  }

  static BigDecimal positive(BigDecimal number) {
    if (number.signum() <= 0) {
      throw new IllegalArgumentException("must be more than 0");
    }
    return number;
  }

  static BigDecimal notNegative(BigDecimal number) {
    if (number.signum() < 0) {
      throw new IllegalArgumentException("must be 0 or more");
    }
    return number;
  }

  /** A whole number of things, 1 or more. */
  static long count(BigDecimal number) {
    positive(number);
    if (number.stripTrailingZeros().scale() > 0 || number.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("must be a whole number of at most " + MOST);
    }
    return number.longValueExact();
  }

  /** {@code 12.5%} as a share. */
  static BigDecimal percent(String text) {
    var percent = PERCENT.matcher(text);
    if (!percent.matches()) {
      throw new IllegalArgumentException("must be a percentage like 100%");
    }
    return positive(new BigDecimal(percent.group(1))).movePointLeft(2);
  }

  /** {@code 20/21}, or a whole number. */
  static Fraction fraction(String text) {
    var fraction = FRACTION.matcher(text);
    if (!fraction.matches()) {
      throw new IllegalArgumentException("must be a fraction like 20/21 or a whole number");
    }
    String denominator = fraction.group(2);
    return new Fraction(
        Long.parseLong(fraction.group(1)), denominator == null ? 1 : Long.parseLong(denominator));
  }

  /** The upper end of {@code <= 10000}. */
  static BigDecimal upTo(String text) {
    var range = UP_TO.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("must be a range like \"<= 10000\"");
    }
    return positive(new BigDecimal(range.group(1)));
  }
}
