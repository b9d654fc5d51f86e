package org.meshparity.tests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SampleSourceContract;
import org.meshparity.demo.prometheus.PrometheusServer;

/** What every source keeps to, held against a real Prometheus that scrapes a real page. */
class PrometheusSourceContractTest extends SampleSourceContract {

  private static final long STARTED = System.currentTimeMillis();

  @TempDir static Path folder;

  private static ScrapedPage page;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void startPrometheus() throws IOException {
    RealPrometheus.binary();
    page = new ScrapedPage(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), PAGE);
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
                .formatted(page.port()));
    try (SampleSource source = source()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> page.scraped(source, "odd") > 0);
    }
  }

  @AfterAll
  static void stopPrometheus() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (page != null) {
      page.close();
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
