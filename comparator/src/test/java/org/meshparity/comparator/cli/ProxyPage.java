package org.meshparity.comparator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What the proxies of the same requests would show, made from a page of Mixer by the facts about
 * Istio's telemetry v2: whole milliseconds, buckets strictly below their bound, zeros alone below
 * 1, {@code le="500"} up to 490, sums of the middles of bins of two digits, other names and
 * spellings.
 *
 * <p>Where a series has several observations of different size, they are those of the recorded
 * requests. Durations that equal a bound are taken 1 ns shorter: Mixer counts them alike, and no
 * clock measures them equal.
 */
final class ProxyPage {

  private static final double[] BOUNDS = {
    0.5,
    1,
    5,
    10,
    25,
    50,
    100,
    250,
    500,
    1000,
    2500,
    5000,
    10000,
    30000,
    60000,
    300000,
    600000,
    1800000,
    3600000,
    Double.POSITIVE_INFINITY
  };

  private static final double[] DURATIONS_MS = {
    4.999999,
    5.000001,
    4.999999,
    9.999999,
    24.999999,
    49.999999,
    99.999999,
    249.999999,
    499.999999,
    999.999999,
    2499.999999,
    4999.999999,
    9999.999999,
    10_000.000001,
    60_000,
    0,
    0.000001
  };

  private static final double[] SIZES = {
    0, 1, 2, 9, 10, 11, 99, 100, 101, 1000, 1001, 99_999_999, 100_000_000, 100_000_001
  };

  private static final Pattern SUM = Pattern.compile("(\\w+)_sum\\{(.*)} (.*)");
  private static final Pattern COUNTER = Pattern.compile("istio_requests_total\\{(.*)} (.*)");
  private static final Map<String, String> NAMES =
      Map.of("istio_request_duration_seconds", "istio_request_duration_milliseconds");

  private ProxyPage() {}

  static List<String> of(List<String> mixer) {
    Map<String, Integer> counts =
        mixer.stream()
            .filter(line -> line.contains("_count{"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.lastIndexOf(' ')).replace("_count{", "_sum{"),
                    line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1))));
    List<String> page = new ArrayList<>();
    for (String line : mixer) {
      Matcher sum = SUM.matcher(line);
      Matcher counter = COUNTER.matcher(line);
      if (line.startsWith("istio_tcp_")) {
        page.add(labels(line.replace("{", "{request_protocol=\"tcp\",")));
      } else if (counter.matches()) {
        page.add("istio_requests_total{" + labels(counter.group(1)) + "} " + counter.group(2));
      } else if (sum.matches() && NAMES.containsKey(sum.group(1))) {
        int count = counts.getOrDefault(line.substring(0, line.lastIndexOf(' ')), 0);
        histogram(page, sum, durations(sum, count), Math::floor);
      } else if (sum.matches() && sum.group(1).endsWith("_bytes")) {
        int count = counts.getOrDefault(line.substring(0, line.lastIndexOf(' ')), 0);
        histogram(page, sum, sizes(sum, count), DoubleUnaryOperator.identity());
      }
    }
    return page;
  }

  private static double[] durations(Matcher sum, int count) {
    return sum.group(2).contains("source_workload=\"bounds-v1\"")
        ? DURATIONS_MS
        : alike(1000 * Double.parseDouble(sum.group(3)), count);
  }

  private static double[] sizes(Matcher sum, int count) {
    return sum.group(2).contains("source_workload=\"sizes-v1\"")
        ? SIZES
        : alike(Double.parseDouble(sum.group(3)), count);
  }

  private static double[] alike(double sum, int count) {
    double each = Math.round(sum / count * 1000) / 1000.0;
    return DoubleStream.generate(() -> each).limit(count).toArray();
  }

  private static void histogram(
      List<String> page, Matcher sum, double[] observed, DoubleUnaryOperator stored) {
    double[] values = DoubleStream.of(observed).map(stored).toArray();
    String name = NAMES.getOrDefault(sum.group(1), sum.group(1));
    String labels = labels(sum.group(2));
    for (double bound : BOUNDS) {
      double end = bound == 0.5 ? 1 : bound == 500 ? 490 : bound;
      long below = DoubleStream.of(values).filter(value -> value < end).count();
      String le = Double.isInfinite(bound) ? "+Inf" : Double.toString(bound);
      page.add(name + "_bucket{" + labels + ",le=\"" + le + "\"} " + below);
    }
    double total = DoubleStream.of(values).map(ProxyPage::middle).sum();
    page.add(name + "_sum{" + labels + "} " + total);
    page.add(name + "_count{" + labels + "} " + values.length);
  }

  /** Of the bin that holds the value: two significant digits. */
  private static double middle(double value) {
    if (value == 0) {
      return 0;
    }
    double width = Math.pow(10, Math.max(-1, Math.floor(Math.log10(value)) - 1));
    return Math.floor(value / width) * width + width / 2;
  }

  private static String labels(String mixers) {
    return mixers
        .replace("=\"mutual_tls\"", "=\"MUTUAL_TLS\"")
        .replace("=\"none\"", "=\"NONE\"")
        .replaceAll("permissive_\\w+=\"[^\"]*\",", "");
  }
}
