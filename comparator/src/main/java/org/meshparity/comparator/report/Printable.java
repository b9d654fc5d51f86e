package org.meshparity.comparator.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Text and numbers as a terminal may show them. */
final class Printable {

  private static final int DIGITS = 12;

  private Printable() {}

  /**
   * What controls a terminal in label values and messages must not reach it, and neither must what
   * turns a line around.
   */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  /** All digits that matter, without an exponent. */
  static String number(BigDecimal value) {
    BigDecimal shown = value.round(new MathContext(DIGITS)).stripTrailingZeros();
    return shown.signum() == 0 ? "0" : shown.toPlainString();
  }
}
