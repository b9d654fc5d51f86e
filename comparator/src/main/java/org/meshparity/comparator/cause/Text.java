package org.meshparity.comparator.cause;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.meshparity.comparator.series.Bounds;

/** Numbers and values as sentences have them. */
final class Text {

  private static final int SHOWN = 3;

  private Text() {}

  /** In quotes, on one line: label values may hold anything. */
  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  /** The first few, and how many more there are. */
  static String some(Collection<String> values) {
    List<String> shown = values.stream().limit(SHOWN).map(Text::quoted).toList();
    return String.join(", ", shown)
        + (values.size() > SHOWN ? " and " + whole(values.size() - SHOWN) + " more" : "");
  }

  static String groups(int count) {
    return count == 1 ? "1 group" : whole(count) + " groups";
  }

  static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  static String span(Bounds bounds) {
    return span(bounds.lower(), bounds.upper());
  }

  static String span(double lower, double upper) {
    if (lower == upper) {
      return whole(lower);
    }
    return Double.isInfinite(upper)
        ? "at least " + atLeast(lower)
        : atLeast(lower) + " to " + whole(Math.ceil(upper));
  }

  /** Rounded down, so that no more is claimed than is so. */
  static String atLeast(double number) {
    return whole(Math.floor(number));
  }

  /**
   * A share in percent, rounded down for the same reason; what is a share of no bound is nothing.
   */
  static String atLeastPercent(double part, double whole) {
    if (!(part > 0) || Double.isInfinite(whole)) {
      return percent(0);
    }
    BigDecimal thousandth =
        new BigDecimal(part).movePointRight(3).divideToIntegralValue(new BigDecimal(whole));
    return thousandth.movePointLeft(1).setScale(1, RoundingMode.DOWN).toPlainString() + " %";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** "legacy" or "candidate". */
  static String side(boolean legacy) {
    return legacy ? "legacy" : "candidate";
  }
}
