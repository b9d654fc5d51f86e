package org.meshparity.proxyruntime.mesh;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of one or more pages, read as a scraper would. */
record Exposition(List<Sample> samples) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  record Sample(String name, Map<String, String> labels, double value) {}

  static Exposition read(List<ScrapeTarget> targets, String job) throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (ScrapeTarget target : targets) {
      if (target.job().equals(job)) {
        samples.addAll(parse(get("http://" + target.address() + target.metricsPath())));
      }
    }
    return new Exposition(samples);
  }

  static String get(String url) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(url + " answered " + response.statusCode());
    }
    return response.body();
  }

  static List<Sample> parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher matcher = LINE.matcher(line);
      if (line.startsWith("#") || !matcher.matches()) {
        continue;
      }
      Map<String, String> labels = new TreeMap<>();
      String labelText = matcher.group(2) == null ? "" : matcher.group(2);
      Matcher label = LABEL.matcher(labelText);
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      samples.add(new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3))));
    }
    return samples;
  }

  /** Sums of a metric by the values of these labels. */
  Map<String, Double> sums(String name, String... by) {
    return sums(name, labels -> true, by);
  }

  Map<String, Double> sums(String name, Predicate<Map<String, String>> which, String... by) {
    Map<String, Double> sums = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.name().equals(name) && which.test(sample.labels())) {
        StringBuilder key = new StringBuilder();
        for (String label : by) {
          key.append(sample.labels().getOrDefault(label, "")).append('|');
        }
        sums.merge(key.toString(), sample.value(), Double::sum);
      }
    }
    return sums;
  }

  double sum(String name) {
    return sums(name).values().stream().mapToDouble(d -> d).sum();
  }
}
