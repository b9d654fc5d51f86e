package org.meshparity.proxyruntime.mixer;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Prometheus text as a Go program writes it.
 *
 * <p>simpleclient's own writer prints {@code le="1000000.0"} and a {@code _created} series for
 * every counter; Mixer, being Go, printed {@code le="1e+06"} and none. Labels are matched as text
 * by whoever reads them, so the text has to be Mixer's.
 */
final class GoExposition {

  /** Up to so many digits every decimal number has a double of its own. */
  private static final int MOST_EXACT_DIGITS = 15;

  private final Appendable out;

  GoExposition(Appendable out) {
    this.out = out;
  }

  /** Writes the families that have series. */
  void write(Iterable<MetricFamilySamples> families) throws IOException {
    for (MetricFamilySamples family : families) {
      if (!family.samples.isEmpty()) {
        head(family);
        for (Sample sample : family.samples) {
          sample(family, sample);
        }
      }
    }
  }

  /** Writes what is said about a family before its samples. */
  void head(MetricFamilySamples family) throws IOException {
    boolean suffixed = family.type == Collector.Type.COUNTER;
    String name = suffixed ? family.name + "_total" : family.name;
    String type =
        family instanceof Family own ? own.typeWord() : family.type.name().toLowerCase(Locale.ROOT);
    out.append("# HELP ").append(name).append(' ').append(help(family.help)).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  /** Writes one sample; the times at which counters were made are simpleclient's, not Go's. */
  void sample(MetricFamilySamples family, Sample sample) throws IOException {
    if (!(family instanceof Family) && sample.name.endsWith("_created")) {
      return;
    }
    out.append(sample.name);
    for (int i = 0; i < sample.labelNames.size(); i++) {
      out.append(i == 0 ? '{' : ',').append(sample.labelNames.get(i));
      out.append("=\"").append(escape(sample.labelValues.get(i))).append('"');
    }
    out.append(sample.labelNames.isEmpty() ? " " : "} ");
    out.append(number(sample.value)).append('\n');
  }

  private static String help(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String escape(String value) {
    boolean plain = value.indexOf('\\') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0;
    return plain ? value : value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** The shortest text that reads back as the same double, with an exponent from 1e+06 on. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Long.toString((long) value);
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return shortest.toPlainString();
    }
    return scientific(shortest, exponent);
  }

  /** Before Java 19 the text of a double may have a digit more than it needs. */
  private static BigDecimal shortest(double value) {
    BigDecimal text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal shorter = text.round(new MathContext(text.precision() - 1, RoundingMode.HALF_EVEN));
    boolean same = text.precision() > MOST_EXACT_DIGITS && shorter.doubleValue() == value;
    return same ? shorter.stripTrailingZeros() : text;
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = value.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(value.signum() < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    return text.append(size < 10 ? "0" : "").append(size).toString();
  }
}
