package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;

/**
 * Reads numbers as Prometheus writes them: decimal, or {@code NaN}, {@code Inf}, {@code +Inf},
 * {@code -Inf} in any case. Nothing that only Java would take ({@code 1d}, {@code 0x1p3}, blanks).
 * Results are correctly rounded, without {@code parseDouble} where up to 19 digits are written.
 */
final class DecimalText {

  private static final long EXACT = 1L << 53;

  /** So many fit into 64 bits, whatever they are. */
  private static final int MOST_DIGITS = 19;

  /** A power of ten beyond all doubles. */
  private static final int FAR = 100_000;

  private static final int NO_EXPONENT = Integer.MIN_VALUE;

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
        digits = digits * 10 + digit; // unsigned; meaningless beyond 19 digits, and then not used
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
    int exponent = i < to ? exponent(text, i, to) : 0;
    if (exponent == NO_EXPONENT) {
      throw none(text, from, to);
    }
    int power = exponent - (point < 0 ? 0 : i - point - 1);
    double magnitude = written <= MOST_DIGITS ? magnitude(digits, power) : Double.NaN;
    if (Double.isNaN(magnitude)) {
      return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
    }
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

  /** Digits times a power of ten, or NaN if that takes longer arithmetic. */
  private static double magnitude(long digits, int power) {
    boolean exact = digits >= 0 && digits <= EXACT && Math.abs(power) < POWERS.length;
    if (!exact) {
      return NearestDouble.of(digits, power);
    }
    return power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
  }

  /** The power of ten behind an {@code e}, or {@link #NO_EXPONENT}. */
  private static int exponent(byte[] text, int from, int to) {
    int i = from + 1;
    boolean negative = i < to && text[i] == '-';
    i += negative || (i < to && text[i] == '+') ? 1 : 0;
    if ((text[from] != 'e' && text[from] != 'E') || i == to) {
      return NO_EXPONENT;
    }
    int power = 0;
    for (; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return NO_EXPONENT;
      }
      power = Math.min(10 * power + digit, FAR);
    }
    return negative ? -power : power;
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
