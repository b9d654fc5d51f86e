package org.meshparity.comparator.script;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.rules.Durations;

/**
 * Reads what a series shows scrape by scrape, in the notation of promtool's tests and a little
 * more: {@code 0x15m +10x25m stays} is 0 for fifteen minutes, ten more at each scrape of the next
 * twenty-five, and no change from then on. As with promtool, {@code 0+10x20} and {@code 0x20} are
 * 21 values: the first, and twenty more. A number of scrapes may be told as a time.
 */
final class SeriesNotation {

  /** A scrape that shows no such series. Prometheus' own staleness marker, a NaN of its own. */
  static final double ABSENT = Double.longBitsToDouble(0x7ff0000000000002L);

  private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]{1,2})?";
  private static final Pattern VALUE =
      Pattern.compile("(NaN|-?Inf|-?" + NUMBER + ")(?:([+-])(" + NUMBER + "))?(?:x([0-9a-z]+))?");
  private static final Pattern MORE = Pattern.compile("\\+(" + NUMBER + ")(?:x([0-9a-z]+))?");
  private static final Pattern GAP = Pattern.compile("_(?:x([0-9a-z]+))?");
  private static final String ALLOWED =
      "a series is written as values like 5, 0+10x20, 0x15m, +10x25m, _ or _x3 with blanks between"
          + " them, and ends with \"stays\" or \"gone\" or at the last scrape";

  private final Duration interval;
  private final int scrapes;
  private final List<Double> values = new ArrayList<>();

  private SeriesNotation(Duration interval, int scrapes) {
    this.interval = interval;
    this.scrapes = scrapes;
  }

  /**
   * Reads one series.
   *
   * @param scrapes how many times its target is scraped
   * @return a value for each scrape, {@link #ABSENT} where there is none
   * @throws IllegalArgumentException if it is anything else, or longer or shorter
   */
  static double[] read(String text, Duration interval, int scrapes) {
    SeriesNotation notation = new SeriesNotation(interval, scrapes);
    String[] items = text.strip().split("[ \t]+", -1);
    for (int i = 0; i < items.length; i++) {
      notation.item(items[i], i == items.length - 1);
    }
    return notation.whole();
  }

  static boolean absent(double value) {
    return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(ABSENT);
  }

  private void item(String item, boolean last) {
    if (last && item.equals("stays")) {
      fill(previous());
      return;
    }
    if (last && item.equals("gone")) {
      fill(ABSENT);
      return;
    }
    Matcher gap = GAP.matcher(item);
    if (gap.matches()) {
      repeat(ABSENT, gap.group(1) == null ? 1 : count(gap.group(1)));
      return;
    }
    Matcher more = MORE.matcher(item);
    if (more.matches()) {
      grow(new BigDecimal(previous()), more.group(1), more.group(2) == null ? "1" : more.group(2));
      return;
    }
    Matcher value = VALUE.matcher(item);
    if (!value.matches() || (value.group(2) != null && value.group(4) == null)) {
      throw new IllegalArgumentException("cannot read \"" + item + "\": " + ALLOWED);
    }
    value(value.group(1), value.group(2), value.group(3), value.group(4));
  }

  private void value(String first, String sign, String step, String times) {
    if (first.equals("NaN") || first.endsWith("Inf")) {
      if (sign != null) {
        throw new IllegalArgumentException(first + " cannot grow: write " + first + "x20");
      }
      double odd = first.equals("NaN") ? Double.NaN : infinity(first);
      repeat(odd, times == null ? 1 : count(times) + 1);
      return;
    }
    BigDecimal start = new BigDecimal(first);
    add(start.doubleValue());
    if (times != null) {
      grow(start, step == null ? "0" : ("-".equals(sign) ? "-" : "") + step, times);
    }
  }

  private static double infinity(String text) {
    return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private double previous() {
    double previous = values.isEmpty() ? ABSENT : values.get(values.size() - 1);
    if (Double.isNaN(previous) || Double.isInfinite(previous)) {
      throw new IllegalArgumentException(
          "\"+…\" and \"stays\" go on from a number: write one before them");
    }
    return previous;
  }

  private void grow(BigDecimal from, String step, String times) {
    BigDecimal value = from;
    BigDecimal more = new BigDecimal(step);
    for (int left = count(times); left > 0; left--) {
      value = value.add(more);
      add(value.doubleValue());
    }
  }

  private int count(String text) {
    if (text.matches("[0-9]{1,6}")) {
      return Integer.parseInt(text);
    }
    long millis = Durations.positive("what follows x", text).toMillis();
    if (millis % interval.toMillis() != 0) {
      throw new IllegalArgumentException(
          text + " is no multiple of the scrape interval; write a number of scrapes");
    }
    return (int) Math.min(Integer.MAX_VALUE, millis / interval.toMillis());
  }

  private void repeat(double value, int times) {
    for (int i = 0; i < times; i++) {
      add(value);
    }
  }

  private void add(double value) {
    if (values.size() == scrapes) {
      throw new IllegalArgumentException(
          "more values than the " + scrapes + " scrapes of its target: shorten it");
    }
    values.add(value);
  }

  private void fill(double value) {
    repeat(value, scrapes - values.size());
  }

  private double[] whole() {
    if (values.size() < scrapes) {
      throw new IllegalArgumentException(
          values.size()
              + " values for the "
              + scrapes
              + " scrapes of its target: end it with \"stays\" or \"gone\"");
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
