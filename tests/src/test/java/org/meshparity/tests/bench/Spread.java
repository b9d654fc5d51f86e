package org.meshparity.tests.bench;

import java.util.List;
import java.util.Locale;

/**
 * What several measurements of one thing say: the middle, and how far they lie apart.
 *
 * <p>The median, because a machine's disturbances make single measurements larger, never smaller.
 */
record Spread(double low, double median, double high) {

  static Spread of(List<Double> measured) {
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("measured must not be empty");
    }
    List<Double> sorted = measured.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }

  /** The range, e.g. {@code 61-70}. */
  String range() {
    return number(low) + ".." + number(high);
  }

  /** Three digits, or as many as there are before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  @Override
  public String toString() {
    return number(median);
  }
}
