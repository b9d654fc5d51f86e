package org.meshparity.tests.pushdown;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.demo.prometheus.PrometheusFinder;
import org.meshparity.demo.prometheus.PrometheusSearch;
import org.meshparity.demo.prometheus.PrometheusServer;

/** A real, empty Prometheus that takes samples by remote write. */
public final class WritablePrometheus implements AutoCloseable {

  private final PrometheusServer server;

  private WritablePrometheus(PrometheusServer server) {
    this.server = server;
  }

  /**
   * Starts one, with the same finder as the demo.
   *
   * @param folder empty, for its configuration and its data
   */
  static WritablePrometheus start(Path folder) throws IOException {
    return start(binary(), folder, List.of());
  }

  /** Starts a certain one. */
  static WritablePrometheus start(Path binary, Path folder) throws IOException {
    return start(binary, folder, List.of());
  }

  /**
   * Starts one that takes hours of one target after hours of another, which happened at the same
   * time: as a rule a Prometheus refuses what is an hour older than the newest sample.
   *
   * @param folder empty, for its configuration and its data
   */
  public static WritablePrometheus startForAnyOrder(Path folder) throws IOException {
    return start(binary(), folder, List.of("--storage.tsdb.min-block-duration=12h"));
  }

  /**
   * Starts one that refuses queries which hold more samples at once.
   *
   * @param folder empty, for its configuration and its data
   */
  static WritablePrometheus startWithMaxSamples(Path folder, int maxSamples) throws IOException {
    return start(binary(), folder, List.of("--query.max-samples=" + maxSamples));
  }

  /**
   * Starts one with external labels, which it adds to whatever leaves it.
   *
   * @param labels as YAML
   */
  static WritablePrometheus startWithExternalLabels(Path folder, String labels) throws IOException {
    return start(binary(), folder, List.of(), ", external_labels: {" + labels + "}");
  }

  /** Starts one that writes down its queries. */
  static WritablePrometheus startWithQueryLog(Path folder, Path log) throws IOException {
    return start(binary(), folder, List.of(), ", query_log_file: '" + log + "'");
  }

  private static WritablePrometheus start(Path binary, Path folder, List<String> more)
      throws IOException {
    return start(binary, folder, more, "");
  }

  private static WritablePrometheus start(
      Path binary, Path folder, List<String> more, String settings) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, "global: {scrape_interval: 1h" + settings + "}\n");
    List<String> flags = new ArrayList<>(more);
    flags.add("--web.enable-remote-write-receiver");
    flags.add("--enable-feature=native-histograms");
    flags.add("--log.level=warn");
    return new WritablePrometheus(
        PrometheusServer.start(binary, config, folder.resolve("data"), flags));
  }

  /** The program itself; its folder has the tools that come with it. */
  public static Path binary() throws IOException {
    PrometheusSearch search = PrometheusFinder.ofThisMachine(System.err::println).find();
    return search
        .binary()
        .orElseThrow(() -> new IOException("a Prometheus is needed, but " + search.reasons()));
  }

  /**
   * A zero for worlds that ended not long ago: a whole minute, so that scrapes can be aligned with
   * the window's ends.
   */
  static long recentEpochMs() {
    long seconds = System.currentTimeMillis() / 1000 - 9000;
    return (seconds - seconds % 60) * 1000;
  }

  /** Writes whole series, whose zero was at a moment in milliseconds since the epoch. */
  public void write(long epochMs, List<ScrapedSeries> series)
      throws IOException, InterruptedException {
    new RemoteWrite(server.url()).write(epochMs, series);
  }

  void writeNative(long epochMs, List<NativeSeries> series)
      throws IOException, InterruptedException {
    new RemoteWrite(server.url()).writeNative(epochMs, series);
  }

  /** Where it answers. */
  public String url() {
    return server.url();
  }

  long pid() {
    return server.pid();
  }

  /**
   * One of its own metrics.
   *
   * @param series as its page shows it, all labels included
   */
  double metric(String series) throws IOException, InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(URI.create(url() + "/metrics")).build();
    return HttpClient.newHttpClient()
        .send(get, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  /** How many answers it gave at a path with success. */
  double answers(String path) throws IOException, InterruptedException {
    return metric("prometheus_http_requests_total{code=\"200\",handler=\"" + path + "\"}");
  }

  /** Asked by queries alone, however many series there are. */
  PrometheusSource source() {
    return source(RemoteReads.NEVER);
  }

  PrometheusSource source(RemoteReads reads) {
    return PrometheusSource.of(
        server.url(), PrometheusOptions.DEFAULT.withName("prom").withRemoteReads(reads));
  }

  @Override
  public void close() {
    server.close();
  }
}
