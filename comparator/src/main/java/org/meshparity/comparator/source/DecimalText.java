package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers as Prometheus writes them: decimal, or {@code NaN}, {@code Inf}, {@code +Inf},
 * {@code -Inf} in any case. Nothing that only Java would take ({@code 1d}, {@code 0x1p3}, blanks).
 * Results are correctly rounded; short ones, which nearly all are, without {@code parseDouble}.
 */
final class DecimalText {

  private static final long EXACT = 1L << 53;
  private static final double[] POWERS = new double[23];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private DecimalText() {}

  /**
   * The number in {@code [from, to)}.
   *
   * @throws NumberFormatException if it is anything else
   */
  static double parse(byte[] text, int from, int to) {
    boolean negative = from < to && text[from] == '-';
    int start = from < to && (negative || text[from] == '+') ? from + 1 : from;
    long digits = 0;
    int point = -1;
    int i = start;
    for (; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit; // meaningless beyond 18 digits, and then not used
      } else if (text[i] == '.' && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    int written = i - start - (point < 0 ? 0 : 1);
    if (written == 0) {
      return word(text, start, to, negative, start > from);
    }
    if (i < to || written > 18 || digits > EXACT) {
      return slow(text, from, i, to);
    }
    double magnitude = point < 0 ? digits : digits / POWERS[i - point - 1];
    return negative ? -magnitude : magnitude;
  }

  /** The number, or NaN if it is anything else; who cares why parses it again. */
  static double parseOrNaN(byte[] text, int from, int to) {
    try {
      return parse(text, from, to);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double slow(byte[] text, int from, int exponent, int to) {
    int i = exponent;
    if (i < to) {
      boolean marked = text[i] == 'e' || text[i] == 'E';
      i++;
      i += i < to && (text[i] == '-' || text[i] == '+') ? 1 : 0;
      int first = i;
      while (i < to && text[i] >= '0' && text[i] <= '9') {
        i++;
      }
      if (!marked || i < to || i == first) {
        throw none(text, from, to);
      }
    }
    return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
  }

  private static double word(byte[] text, int start, int to, boolean negative, boolean signed) {
    String word = new String(text, start, to - start, StandardCharsets.ISO_8859_1);
    if (word.equalsIgnoreCase("Inf")) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (word.equalsIgnoreCase("NaN") && !signed) {
      return Double.NaN;
    }
    throw none(text, start, to);
  }

  private static NumberFormatException none(byte[] text, int from, int to) {
    String shown = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    return new NumberFormatException("not a number: " + Shortened.text(shown, 40));
  }
}
