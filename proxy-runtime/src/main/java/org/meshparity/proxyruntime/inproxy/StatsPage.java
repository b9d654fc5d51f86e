package org.meshparity.proxyruntime.inproxy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Set;

/**
 * A proxy's {@code /stats/prometheus} page: type lines, no help, bounds as long as they need be.
 *
 * <p>The samples of one metric must be written one after another.
 */
public final class StatsPage {

  private static final String[] BOUNDS = new String[Bin.boundCount()];

  /**
   * As many digits as {@code %.32g} prints; a double's own text is mostly longer than people
   * expect.
   */
  private static final MathContext DIGITS = new MathContext(32);

  static {
    for (int i = 0; i < BOUNDS.length; i++) {
      BOUNDS[i] = number(Bin.bound(i));
    }
  }

  private final StringBuilder text = new StringBuilder(1 << 14);
  private final Set<String> typed = new HashSet<>();

  /** Writes a counter's sample; {@code labels} without braces. */
  public void counter(String name, String labels, long value) {
    sample(name, "counter", labels, value);
  }

  /** Writes a gauge's sample. */
  public void gauge(String name, String labels, long value) {
    sample(name, "gauge", labels, value);
  }

  private void sample(String name, String type, String labels, long value) {
    type(name, type);
    text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }

  /** Writes a histogram's samples; nothing while no value of it is visible. */
  void histogram(String name, String labels, HistogramSnapshot histogram) {
    if (histogram.count() == 0) {
      return;
    }
    type(name, "histogram");
    for (int i = 0; i < BOUNDS.length; i++) {
      bucket(name, labels, BOUNDS[i], histogram.below()[i]);
    }
    bucket(name, labels, "+Inf", histogram.count());
    text.append(name).append("_sum{").append(labels).append("} ");
    text.append(number(histogram.sum())).append('\n');
    text.append(name).append("_count{").append(labels).append("} ");
    text.append(histogram.count()).append('\n');
  }

  private void bucket(String name, String labels, String bound, long count) {
    text.append(name).append("_bucket{").append(labels);
    text.append(labels.isEmpty() ? "" : ",").append("le=\"").append(bound).append("\"} ");
    text.append(count).append('\n');
  }

  private void type(String name, String type) {
    if (typed.add(name)) {
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
  }

  /** A double's exact value, to 32 digits. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      return Long.toString((long) value);
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** How many characters were written and not taken yet. */
  public int length() {
    return text.length();
  }

  /** Takes what was written so far; the page goes on behind it. */
  public String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
