package org.meshparity.proxyruntime.vectors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sidecar's page, read as a scraper reads it. Nothing is skipped: a line that is no sample and no
 * comment fails, and so does a series that is there twice.
 */
record ScrapedPage(Map<String, String> types, List<Sample> samples) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");

  /** One line of a page; an empty label value is kept, as it is written. */
  record Sample(String name, Map<String, String> labels, double value) {

    /** As PromQL compares: a label that is not there is an empty one. */
    boolean isSelectedBy(Map<String, String> wanted) {
      return wanted.entrySet().stream()
          .allMatch(label -> labels.getOrDefault(label.getKey(), "").equals(label.getValue()));
    }
  }

  static ScrapedPage read(int port, String path) throws IOException {
    return parse(text(port, path));
  }

  static String text(int port, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      HttpResponse<String> response =
          CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(uri + " answered " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + uri, e);
    }
  }

  static ScrapedPage parse(String text) {
    Map<String, String> types = new HashMap<>();
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ");
        if (types.put(words[2], words[3]) != null) {
          throw new IllegalArgumentException("the type of " + words[2] + " is stated twice");
        }
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        samples.add(sample(line));
      }
    }
    requireDistinct(samples);
    return new ScrapedPage(types, samples);
  }

  private static Sample sample(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no sample: " + line);
    }
    String labels = parts.group(2) == null ? "" : parts.group(2);
    return new Sample(parts.group(1), labels(labels, line), Double.parseDouble(parts.group(3)));
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find() && label.start() == end) {
      if (labels.put(label.group(1), unescaped(label.group(2))) != null) {
        throw new IllegalArgumentException("label " + label.group(1) + " twice in: " + line);
      }
      end = label.end();
    }
    if (end != text.length()) {
      throw new IllegalArgumentException("labels that cannot be read in: " + line);
    }
    return labels;
  }

  private static String unescaped(String value) {
    return value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static void requireDistinct(List<Sample> samples) {
    Set<List<Object>> seen = new java.util.HashSet<>();
    for (Sample sample : samples) {
      if (!seen.add(List.of(sample.name(), sample.labels()))) {
        throw new IllegalArgumentException("a series is there twice: " + sample);
      }
    }
  }

  /** The type the page states for a metric; empty when it states none. */
  String type(String metric) {
    return types.getOrDefault(metric, "");
  }

  /** The samples of this name, in the page's order. */
  List<Sample> samples(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }
}
