package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads pages for tests. */
final class Pages {

  private Pages() {}

  /** One line of a page. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static String text(InProxyStats stats) {
    StatsPage page = new StatsPage();
    stats.writeTo(page);
    return page.toString();
  }

  static List<Sample> samples(InProxyStats stats) {
    return samples(text(stats));
  }

  static List<Sample> samples(String page) {
    List<Sample> samples = new ArrayList<>();
    for (String line : page.split("\n")) {
      if (!line.startsWith("#")) {
        int brace = line.indexOf('{');
        int end = line.lastIndexOf('}');
        Map<String, String> labels = new LinkedHashMap<>();
        LabelText.forEach(line.substring(brace + 1, end), labels::put);
        samples.add(
            new Sample(
                line.substring(0, brace), labels, Double.parseDouble(line.substring(end + 2))));
      }
    }
    return samples;
  }

  static List<Sample> named(InProxyStats stats, String name) {
    return samples(stats).stream().filter(sample -> sample.name().equals(name)).toList();
  }
}
