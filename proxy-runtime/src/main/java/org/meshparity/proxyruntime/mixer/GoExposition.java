package org.meshparity.proxyruntime.mixer;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Prometheus text as a Go program writes it.
 *
 * <p>simpleclient's own writer prints {@code le="1000000.0"} and a {@code _created} series for
 * every counter; Mixer, being Go, printed {@code le="1e+06"} and none. Labels are matched as text
 * by whoever reads them, so the text has to be Mixer's.
 */
final class GoExposition {

  private final Appendable out;

  GoExposition(Appendable out) {
    this.out = out;
  }

  /** Writes the families that have series. */
  void write(List<MetricFamilySamples> families) throws IOException {
    for (MetricFamilySamples family : families) {
      if (!family.samples.isEmpty()) {
        write(family);
      }
    }
  }

  private void write(MetricFamilySamples family) throws IOException {
    String name = family.type == Collector.Type.COUNTER ? family.name + "_total" : family.name;
    out.append("# HELP ").append(name).append(' ').append(family.help).append('\n');
    out.append("# TYPE ").append(name).append(' ');
    out.append(family.type.name().toLowerCase(Locale.ROOT)).append('\n');
    for (Sample sample : family.samples) {
      if (!sample.name.endsWith("_created")) {
        write(sample);
      }
    }
  }

  private void write(Sample sample) throws IOException {
    out.append(sample.name);
    for (int i = 0; i < sample.labelNames.size(); i++) {
      String name = sample.labelNames.get(i);
      String value = sample.labelValues.get(i);
      out.append(i == 0 ? '{' : ',').append(name).append("=\"");
      out.append(name.equals("le") ? bound(value) : escape(value)).append('"');
    }
    out.append(sample.labelNames.isEmpty() ? " " : "} ");
    out.append(number(sample.value)).append('\n');
  }

  private static String bound(String text) {
    return text.equals("+Inf") ? text : number(Double.parseDouble(text));
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
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
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return shortest.toPlainString();
    }
    return scientific(shortest, exponent);
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
