package org.meshparity.tests.bench.accuracy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What two panels of a dashboard show: {@code increase()} of both sides, and {@code
 * histogram_quantile()}, asked of the same Prometheus at the same moment.
 */
final class Naive {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double MS_PER_SECOND = 1000;

  private final HttpClient http;
  private final URI endpoint;

  Naive(HttpClient http, String url) {
    this.http = http;
    this.endpoint = URI.create(url + "/api/v1/query");
  }

  /** How many requests each stream had, by the name of the stream. */
  Map<String, Double> requests(Mesh mesh, Generation generation, Duration window)
      throws IOException, InterruptedException {
    String range = range(mesh, generation, Family.REQUESTS.series(generation), window);
    return ask(mesh, generation, "sum without (instance) (increase(" + range + "))", 1);
  }

  /** A quantile of each stream's latencies in milliseconds. */
  Map<String, Double> quantile(Mesh mesh, Generation generation, Duration window, double quantile)
      throws IOException, InterruptedException {
    String range = range(mesh, generation, Family.DURATION.series(generation) + "_bucket", window);
    String promql =
        "histogram_quantile(" + quantile + ", sum without (instance) (rate(" + range + ")))";
    return ask(mesh, generation, promql, generation == Generation.LEGACY ? MS_PER_SECOND : 1);
  }

  private static String range(Mesh mesh, Generation generation, String series, Duration window) {
    return series + "{" + mesh.selector(generation) + "}[" + window.toSeconds() + "s]";
  }

  private Map<String, Double> ask(Mesh mesh, Generation generation, String promql, double factor)
      throws IOException, InterruptedException {
    String form =
        "time=" + Windows.end() + "&query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(promql + " was answered " + answer.statusCode() + answer.body());
    }
    Map<Map<String, String>, Stream> streams = new HashMap<>();
    mesh.streams().forEach(stream -> streams.putIfAbsent(stream.labels(generation), stream));
    Map<String, Double> values = new HashMap<>();
    for (JsonNode row : JSON.readTree(answer.body()).path("data").path("result")) {
      Stream stream = streams.get(labels(row.path("metric")));
      double value = Double.parseDouble(row.path("value").path(1).asString());
      if (stream != null && !Double.isNaN(value)) {
        values.put(stream.name(), factor * value);
      }
    }
    return values;
  }

  private static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new TreeMap<>();
    metric.properties().forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString()));
    labels.remove("job");
    labels.remove(Mesh.LABEL);
    return labels;
  }
}
