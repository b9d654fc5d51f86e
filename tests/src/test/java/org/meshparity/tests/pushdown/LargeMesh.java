package org.meshparity.tests.pushdown;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mesh of any size in a real Prometheus, with the names and labels of Istio's two generations:
 * both count the same steady requests, scraped every 15 s, and nothing restarts. Some minutes
 * before the last scrape the load stops, so that what was counted can also be compared exactly.
 */
public final class LargeMesh implements AutoCloseable {

  /** A group has so many series on each target that counts it. */
  private static final int SERIES_OF_A_GROUP = 1 + 2 + 12;

  private static final long STEP_MS = 15_000;
  private static final int SCRAPES_AN_HOUR = 240;
  private static final int SCRAPES_AROUND = 105;
  private static final int WITHOUT_LOAD = 20;
  private static final int SCRAPES_AT_ONCE = 60;
  private static final int BATCH_BYTES = 4_000_000;
  private static final int PODS = 20;

  private static final double[] SECONDS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
  };

  /**
   * So many equal parts, each of which gains so much with every scrape up to the last; a constant
   * if negative.
   */
  private record Series(Map<String, String> labels, int parts, double perScrape, int last) {
    double at(int scrape) {
      return perScrape < 0 ? -perScrape : parts * Math.floor(perScrape * Math.min(scrape, last));
    }
  }

  private final WritablePrometheus prometheus;
  private final Path queryLog;
  private final HttpClient http = HttpClient.newHttpClient();
  private final long epochMs;
  private final int groups;
  private final int replicas;
  private final int scrapes;

  private LargeMesh(Path folder, int groups, int replicas, int hours) throws IOException {
    this.queryLog = folder.resolve("queries.log");
    this.prometheus = WritablePrometheus.startWithQueryLog(folder, queryLog);
    this.groups = groups;
    this.replicas = replicas;
    this.scrapes = hours * SCRAPES_AN_HOUR + SCRAPES_AROUND;
    long now = System.currentTimeMillis() - (scrapes + 4) * STEP_MS;
    this.epochMs = now - now % 60_000;
  }

  /**
   * Starts a server in an empty folder and writes the samples of some hours and half an hour.
   *
   * @param series about how many, both generations together
   * @param replicas how many pods count each group in the proxies; Mixer has one
   * @param hours how long windows can be
   */
  public static LargeMesh start(Path folder, int series, int replicas, int hours)
      throws IOException, InterruptedException {
    if (replicas < 1 || replicas > PODS) {
      throw new IllegalArgumentException("replicas must be 1 to " + PODS + ", was " + replicas);
    }
    int groups = Math.max(1, series / (SERIES_OF_A_GROUP * (1 + replicas)));
    LargeMesh mesh = new LargeMesh(folder, groups, replicas, hours);
    try {
      mesh.write();
      return mesh;
    } catch (IOException | InterruptedException | RuntimeException failed) {
      mesh.close();
      throw failed;
    }
  }

  /** When the load stops: an end for windows that has everything behind it. */
  public long endMs() {
    return epochMs + (scrapes - WITHOUT_LOAD) * STEP_MS;
  }

  public String url() {
    return prometheus.url();
  }

  /** The server's process. */
  public long serverPid() {
    return prometheus.pid();
  }

  /** Where the server writes down which queries it answered. */
  public Path queryLog() {
    return queryLog;
  }

  /** How many series the metrics have, targets' own left out. */
  public int series() {
    return groups * SERIES_OF_A_GROUP * (1 + replicas);
  }

  private void write() throws IOException, InterruptedException {
    RemoteWrite remote = new RemoteWrite(prometheus.url());
    for (int from = 0; from < scrapes; from += SCRAPES_AT_ONCE) {
      Protobuf batch = new Protobuf();
      for (Series target : targets()) {
        batch.message(1, encoded(target, from));
      }
      for (int group = 0; group < groups; group++) {
        for (Series each : ofGroup(group)) {
          batch.message(1, encoded(each, from));
        }
        if (batch.size() > BATCH_BYTES) {
          remote.post(batch);
          batch = new Protobuf();
        }
      }
      remote.post(batch);
    }
  }

  private Protobuf encoded(Series series, int from) {
    Protobuf message = new Protobuf();
    series.labels.forEach(
        (name, value) -> message.message(1, new Protobuf().text(1, name).text(2, value)));
    for (int i = from; i < Math.min(scrapes, from + SCRAPES_AT_ONCE); i++) {
      message.message(2, new Protobuf().real(1, series.at(i)).whole(2, epochMs + i * STEP_MS));
    }
    return message;
  }

  private List<Series> targets() {
    List<Series> all = new ArrayList<>();
    for (int pod = 0; pod <= PODS; pod++) {
      Map<String, String> target = pod == PODS ? mixer() : pod(pod);
      all.add(constant("up", target, 1));
      all.add(constant("scrape_duration_seconds", target, 0.02));
      if (pod < PODS) {
        Map<String, String> labels = new TreeMap<>(target);
        labels.put("__name__", "envoy_server_uptime");
        all.add(new Series(labels, 1, 15, scrapes));
      }
    }
    return all;
  }

  private Series constant(String name, Map<String, String> target, double value) {
    Map<String, String> labels = new TreeMap<>(target);
    labels.put("__name__", name);
    return new Series(labels, 1, -value, scrapes);
  }

  private static Map<String, String> mixer() {
    return Map.of("job", "istio-mesh", "instance", "10.0.0.1:42422");
  }

  private static Map<String, String> pod(int pod) {
    return Map.of("job", "envoy-stats", "instance", "10.0.1." + pod + ":15090");
  }

  private List<Series> ofGroup(int group) {
    List<Series> all = new ArrayList<>();
    add(
        all,
        identity(group),
        mixer(),
        "istio_request_duration_seconds",
        1,
        replicas * (36 + 12 * (group % 7)));
    for (int replica = 0; replica < replicas; replica++) {
      add(
          all,
          identity(group),
          pod((group + replica) % PODS),
          "istio_request_duration_milliseconds",
          1000,
          36 + 12 * (group % 7));
    }
    return all;
  }

  private void add(
      List<Series> all,
      Map<String, String> identity,
      Map<String, String> target,
      String duration,
      int unit,
      double rate) {
    Map<String, String> labels = new TreeMap<>(identity);
    labels.putAll(target);
    int cells = SECONDS.length;
    all.add(named(labels, "istio_requests_total", cells, rate / cells));
    all.add(named(labels, duration + "_count", cells, rate / cells));
    all.add(named(labels, duration + "_sum", unit, rate * 0.04));
    for (int i = 0; i < SECONDS.length; i++) {
      Map<String, String> bucket = new TreeMap<>(labels);
      bucket.put("le", le(unit * SECONDS[i]));
      all.add(named(bucket, duration + "_bucket", i + 1, rate / cells));
    }
  }

  private static String le(double bound) {
    return Double.isInfinite(bound)
        ? "+Inf"
        : bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private Series named(Map<String, String> labels, String name, int parts, double perScrape) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("__name__", name);
    return new Series(all, parts, perScrape, scrapes - WITHOUT_LOAD);
  }

  private static Map<String, String> identity(int group) {
    int from = group % 60;
    int to = group / 60;
    Map<String, String> labels = new LinkedHashMap<>();
    for (String side : List.of("source", "destination")) {
      int number = side.equals("source") ? from : to;
      labels.put(side + "_workload", "workload-" + number + "-v1");
      labels.put(side + "_workload_namespace", "namespace-" + number % 12);
      labels.put(side + "_app", "workload-" + number);
      labels.put(side + "_version", "v1");
      labels.put(side + "_principal", "cluster.local/ns/namespace-" + number % 12 + "/sa/default");
    }
    labels.put("destination_service", "workload-" + to + ".namespace-" + to % 12 + ".svc");
    labels.put("destination_service_name", "workload-" + to);
    labels.put("destination_service_namespace", "namespace-" + to % 12);
    labels.put("reporter", "destination");
    labels.put("request_protocol", "http");
    labels.put("response_code", "200");
    labels.put("response_flags", "-");
    labels.put("connection_security_policy", "mutual_tls");
    return labels;
  }

  /** Seconds of CPU time that the server has used. */
  public double cpuSeconds() throws IOException, InterruptedException {
    return prometheus.metric("process_cpu_seconds_total");
  }

  /** Bytes that its queries have answered. */
  public double bytesSent() throws IOException, InterruptedException {
    double bytes = 0;
    for (String kind : List.of("query", "read")) {
      bytes +=
          prometheus.metric(
              "prometheus_http_response_size_bytes_sum{handler=\"/api/v1/" + kind + "\"}");
    }
    return bytes;
  }

  /** The names of all series. */
  public static List<String> names() {
    List<String> all = new ArrayList<>(List.of("istio_requests_total"));
    for (String base :
        List.of("istio_request_duration_seconds", "istio_request_duration_milliseconds")) {
      List.of("_count", "_sum", "_bucket").forEach(end -> all.add(base + end));
    }
    return all;
  }

  /** Downloads raw samples of a name as an instant query shows them, and forgets them. */
  public long downloadQuery(String name, long seconds) throws IOException, InterruptedException {
    String form = "query=" + name + "%5B" + seconds + "s%5D&time=" + endMs() / 1000;
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return drained(post);
  }

  /** The same by remote read, in streamed chunks. */
  public long downloadChunks(String name, long seconds) throws IOException, InterruptedException {
    Protobuf matcher = new Protobuf().text(2, "__name__").text(3, name);
    Protobuf query =
        new Protobuf().whole(1, endMs() - seconds * 1000).whole(2, endMs()).message(3, matcher);
    Protobuf request = new Protobuf().message(1, query).whole(2, 1);
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/read"))
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Read-Version", "0.1.0")
            .POST(BodyPublishers.ofByteArray(Snappy.uncompressed(request.bytes())))
            .build();
    return drained(post);
  }

  private long drained(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IOException(
            "answered " + answer.statusCode() + " " + new String(body.readNBytes(500)));
      }
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
      }
      return bytes;
    }
  }

  @Override
  public void close() {
    prometheus.close();
  }
}
