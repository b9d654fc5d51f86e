package org.meshparity.tests;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SampleSourceContract;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.demo.prometheus.PrometheusServer;
import org.meshparity.rules.LabelMatchers;

/** What every source keeps to, held against a real Prometheus that scrapes a real page. */
class PrometheusSourceContractTest extends SampleSourceContract {

  private static final long STARTED = System.currentTimeMillis();

  @TempDir static Path folder;

  private static HttpServer page;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void startPrometheus() throws IOException {
    RealPrometheus.binary();
    page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page.createContext(
        "/metrics",
        exchange -> {
          byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    page.start();
    prometheus =
        RealPrometheus.start(
            folder,
            """
            scrape_configs:
              - job_name: fruit
                scrape_interval: 250ms
                scrape_timeout: 250ms
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(page.getAddress().getPort()));
    try (SampleSource source = source()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> samplesOfOdd(source) > 0);
    }
  }

  private static long samplesOfOdd(SampleSource source) throws SourceUnavailable {
    AtomicLong seen = new AtomicLong();
    long now = System.currentTimeMillis();
    source.samples("odd", LabelMatchers.ALL, STARTED, now, series -> seen.addAndGet(series.size()));
    return seen.get();
  }

  @AfterAll
  static void stopPrometheus() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (page != null) {
      page.stop(0);
    }
  }

  private static SampleSource source() {
    return PrometheusSource.of(prometheus.url(), PrometheusOptions.DEFAULT);
  }

  @Override
  protected SampleSource open() {
    return source();
  }

  @Override
  protected long beforeMs() {
    return STARTED;
  }

  @Override
  protected long afterMs() {
    return System.currentTimeMillis();
  }
}
