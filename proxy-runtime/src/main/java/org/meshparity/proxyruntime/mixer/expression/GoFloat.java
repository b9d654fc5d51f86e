package org.meshparity.proxyruntime.mixer.expression;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers in strings, as Go reads them: without spaces and without Java's letters at the end. */
final class GoFloat {

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
  private static final int LONGEST = 1_000;

  private GoFloat() {}

  /**
   * The number.
   *
   * @throws EvaluationFailed when the text is none, or one that no double holds
   */
  static double parse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    switch (word) {
      case "nan" -> {
        return Double.NaN;
      }
      case "inf", "+inf", "infinity", "+infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-inf", "-infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {
        return decimal(text);
      }
    }
  }

  private static double decimal(String text) {
    if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
      throw new EvaluationFailed("parsing \"" + text + "\": invalid syntax");
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new EvaluationFailed("parsing \"" + text + "\": value out of range");
    }
    return value;
  }
}
