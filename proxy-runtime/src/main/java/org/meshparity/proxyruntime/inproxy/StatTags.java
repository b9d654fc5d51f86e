package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * What a bootstrap makes of a stat's name: which parts of it become labels, and which stats it
 * keeps.
 *
 * <p>A filter writes all its labels into the name, {@code
 * reporter=.=source;.;_istio_requests_total}. A label that no extractor knows stays there, and the
 * metric is called {@code envoy_request_url____a____istio_requests_total} then: the proxies do
 * that, too.
 *
 * @param extractors of the labels, each applied to the whole name
 * @param prefixes one of which a stat's name must begin with to be kept; empty keeps all
 */
record StatTags(List<Extractor> extractors, List<String> prefixes) {

  private static final Set<StandardLabel> MAY_BE_EMPTY = Set.of(StandardLabel.GRPC_RESPONSE_STATUS);

  StatTags {
    extractors = List.copyOf(extractors);
    prefixes = List.copyOf(prefixes);
  }

  /** The bootstrap that Istio installs, with the labels that an annotation adds. */
  static StatTags installed(IstioRelease release, List<String> extra) {
    if (!extra.isEmpty() && !release.isAtLeast(5)) {
      throw new IllegalArgumentException(
          "extraStatTags are known from Istio 1.5 on, not to " + release);
    }
    List<Extractor> all = new ArrayList<>();
    for (StandardLabel label : StandardLabel.of(release)) {
      all.add(new Extractor(label.toString(), "=.=", ";.;", MAY_BE_EMPTY.contains(label)));
    }
    extra.forEach(label -> all.add(new Extractor(label, "=.=", ";.;", true)));
    if (release.isAtLeast(4)) {
      for (String stray : List.of("cache", "component", "tag")) {
        all.add(new Extractor(stray, ".", ".", false));
      }
      return new StatTags(all, List.of("reporter=", "component"));
    }
    return new StatTags(all, List.of("reporter="));
  }

  /** The bootstrap of the proxies' own tests: it takes empty values and keeps every stat. */
  static StatTags ofTests(IstioRelease release, List<String> extra) {
    List<Extractor> all = new ArrayList<>();
    for (StandardLabel label : StandardLabel.of(release)) {
      all.add(new Extractor(label.toString(), "=.=", ";.;", true));
    }
    extra.forEach(label -> all.add(new Extractor(label, "=.=", ";.;", true)));
    return new StatTags(all, List.of());
  }

  /** Whether the bootstrap's matcher keeps a stat of this raw name. */
  boolean keeps(String rawName) {
    return prefixes.isEmpty() || prefixes.stream().anyMatch(rawName::startsWith);
  }

  /** The labels in what stands before a stat's name, and what is left of it. */
  Extracted extract(String rawLabels) {
    boolean[] taken = new boolean[rawLabels.length()];
    StringBuilder labels = new StringBuilder(rawLabels.length());
    for (Extractor extractor : extractors) {
      extractor.extract(rawLabels, taken, labels);
    }
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        rest.append(rawLabels.charAt(i));
      }
    }
    return new Extracted(rest.toString(), labels.toString());
  }

  private static String sanitized(CharSequence name) {
    StringBuilder clean = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      clean.append(allowed ? c : '_');
    }
    return clean.toString();
  }

  /**
   * What was made of the labels in a stat's raw name.
   *
   * @param rest that no extractor took
   * @param labels in the page's form, without braces
   */
  record Extracted(String rest, String labels) {

    /** What the page calls the metric whose raw name ends so. */
    String metricName(String rawName) {
      String name = sanitized(rest + rawName);
      return name.startsWith("_") ? name.substring(1) : "envoy_" + name;
    }
  }

  /**
   * Takes one label out of a name, as the bootstrap's {@code (NAME=\.=(.+?);\.;)} does: at the
   * first place it fits, wherever that is, also inside of another label's value.
   *
   * @param label its name
   * @param equals between name and value
   * @param end after the value
   * @param emptyToo whether the value may be empty, {@code .*?}
   */
  record Extractor(String label, String equals, String end, boolean emptyToo) {

    void extract(String name, boolean[] taken, StringBuilder labels) {
      String begin = label + equals;
      int start = name.indexOf(begin);
      if (start < 0) {
        return;
      }
      int valueStart = start + begin.length();
      int valueEnd = name.indexOf(end, emptyToo ? valueStart : valueStart + 1);
      if (valueEnd < 0) {
        return;
      }
      for (int i = start; i < valueEnd + end.length(); i++) {
        taken[i] = true;
      }
      labels.append(labels.length() == 0 ? "" : ",").append(labelName());
      labels.append("=\"").append(name, valueStart, valueEnd).append('"');
    }

    private String labelName() {
      return sanitized(label);
    }
  }
}
