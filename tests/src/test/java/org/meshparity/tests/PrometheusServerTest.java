package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.demo.prometheus.PrometheusServer;

class PrometheusServerTest {

  @TempDir Path folder;

  @Test
  void aServerThatStartedAnswersQueries() throws Exception {
    try (PrometheusServer server = RealPrometheus.start(folder, "scrape_configs: []\n")) {
      assertThat(get(server.url() + "/api/v1/query?query=1%2B1"))
          .contains("\"status\":\"success\"")
          .contains("\"2\"");
    }
  }

  @Test
  void nothingOfItRunsOnceItIsClosed() throws Exception {
    PrometheusServer server = RealPrometheus.start(folder, "scrape_configs: []\n");

    server.close();

    assertThat(server.alive()).isFalse();
    assertThat(ProcessHandle.of(server.pid())).isEmpty();
  }

  @Test
  void aConfigurationItRefusesIsQuoted() {
    RealPrometheus.binary();

    assertThatIOException()
        .isThrownBy(() -> RealPrometheus.start(folder, "scrape_config: []\n"))
        .withMessageContaining("scrape_config not found");
  }

  private static String get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
