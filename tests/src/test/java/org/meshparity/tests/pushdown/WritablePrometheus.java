package org.meshparity.tests.pushdown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.demo.prometheus.PrometheusFinder;
import org.meshparity.demo.prometheus.PrometheusSearch;
import org.meshparity.demo.prometheus.PrometheusServer;

/** A real, empty Prometheus that takes samples by remote write. */
final class WritablePrometheus implements AutoCloseable {

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
    PrometheusSearch search = PrometheusFinder.ofThisMachine(System.err::println).find();
    Path binary =
        search
            .binary()
            .orElseThrow(
                () -> new IOException("this test needs a Prometheus, but " + search.reasons()));
    return start(binary, folder);
  }

  /** Starts a certain one. */
  static WritablePrometheus start(Path binary, Path folder) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, "global: {scrape_interval: 1h}\n");
    List<String> flags =
        List.of(
            "--web.enable-remote-write-receiver",
            "--enable-feature=native-histograms",
            "--log.level=warn");
    return new WritablePrometheus(
        PrometheusServer.start(binary, config, folder.resolve("data"), flags));
  }

  /**
   * A zero for worlds that ended not long ago: a whole minute, so that scrapes can be aligned with
   * the window's ends.
   */
  static long recentEpochMs() {
    long seconds = System.currentTimeMillis() / 1000 - 9000;
    return (seconds - seconds % 60) * 1000;
  }

  void write(long epochMs, List<ScrapedSeries> series) throws IOException, InterruptedException {
    new RemoteWrite(server.url()).write(epochMs, series);
  }

  void writeNative(long epochMs, List<NativeSeries> series)
      throws IOException, InterruptedException {
    new RemoteWrite(server.url()).writeNative(epochMs, series);
  }

  String url() {
    return server.url();
  }

  PrometheusSource source() {
    return PrometheusSource.of(server.url(), PrometheusOptions.DEFAULT.withName("prom"));
  }

  @Override
  public void close() {
    server.close();
  }
}
