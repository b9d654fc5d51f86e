package org.meshparity.tests.bench.accuracy;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range of values that a report names in words, as in "4 requests less between 25 and 250".
 *
 * @param above exclusive
 * @param upTo inclusive
 */
record NamedRange(long above, long upTo) {

  private static final Pattern BETWEEN = Pattern.compile("between ([0-9.]+) and ([0-9.]+)");
  private static final Pattern BELOW = Pattern.compile("(?:below|up to) ([0-9.]+)");
  private static final Pattern ABOVE = Pattern.compile("above ([0-9.]+)");

  /**
   * Reads it; everything if none is named.
   *
   * @param unit how much one of the report's units is in the truth's
   */
  static NamedRange of(String because, BigDecimal unit) {
    Matcher between = BETWEEN.matcher(because);
    if (between.find()) {
      return new NamedRange(raw(between.group(1), unit), raw(between.group(2), unit));
    }
    Matcher below = BELOW.matcher(because);
    if (below.find()) {
      return new NamedRange(-1, raw(below.group(1), unit));
    }
    Matcher above = ABOVE.matcher(because);
    return new NamedRange(above.find() ? raw(above.group(1), unit) : -1, Long.MAX_VALUE);
  }

  private static long raw(String number, BigDecimal unit) {
    return new BigDecimal(number).multiply(unit).longValueExact();
  }

  long count(Measured measured) {
    return measured.upTo(upTo) - measured.upTo(above);
  }
}
