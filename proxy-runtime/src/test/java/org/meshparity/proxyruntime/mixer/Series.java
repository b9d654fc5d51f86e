package org.meshparity.proxyruntime.mixer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of metrics, taken apart. */
final class Series {

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private Series() {}

  /** Values by name and labels, which stand sorted: {@code name{a=1, b=2}}. */
  static Map<String, Double> values(String page) {
    Map<String, Double> values = new LinkedHashMap<>();
    page.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              String series = line.substring(0, space);
              int brace = series.indexOf('{');
              String name = brace < 0 ? series : series.substring(0, brace);
              values.put(name + labels(series), Double.valueOf(line.substring(space + 1)));
            });
    return values;
  }

  /** The labels of a line. */
  static Map<String, String> labels(String line) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(line);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }
}
