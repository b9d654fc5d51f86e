package org.meshparity.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.demo.prometheus.PrometheusServer;
import org.meshparity.proxyruntime.mesh.Mesh;
import org.meshparity.proxyruntime.mesh.MeshSettings;
import org.meshparity.proxyruntime.mesh.ScrapeTarget;
import org.meshparity.rules.Packs;
import org.meshparity.web.Service;
import org.meshparity.web.ServiceSettings;
import org.meshparity.web.config.ComparisonPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the dashboards' panels ask, asked of a real Prometheus that scrapes a running mesh and a
 * running service by the configuration docker-compose.yml mounts, with other addresses in it.
 */
class DashboardQueriesTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  @TempDir static Path folder;

  private static Mesh mesh;
  private static PrometheusServer prometheus;
  private static PrometheusSource source;
  private static Service service;

  @BeforeAll
  static void startAll() throws IOException {
    RealPrometheus.binary();
    mesh = Mesh.start(MeshSettings.defaults());
    int port = freePort();
    prometheus = RealPrometheus.start(folder, config(port));
    source = PrometheusSource.of(prometheus.url(), PrometheusOptions.DEFAULT);
    ComparisonPlan.Side side =
        new ComparisonPlan.Side(source, Optional.empty(), Optional.of(INTERVAL));
    ComparisonPlan plan =
        new ComparisonPlan(
            "default",
            Packs.builtIn("istio-mixer-to-inproxy"),
            side,
            side,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            new BigDecimal("0.01"));
    service = Service.start(ServiceSettings.onLoopback(port, List.of(plan.scheduled())));
  }

  @AfterAll
  static void stopAll() {
    for (AutoCloseable started : new AutoCloseable[] {service, source, prometheus, mesh}) {
      close(started);
    }
  }

  private static void close(AutoCloseable started) {
    try {
      if (started != null) {
        started.close();
      }
    } catch (Exception e) {
      throw new AssertionError("did not close", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The mounted configuration, where each container's address is this machine's. */
  private static String config(int servicePort) throws IOException {
    Path targets = folder.resolve("mesh.json");
    Files.write(targets, targets("envoy-stats"));
    String mounted =
        Files.readString(Repository.root().resolve("docker/prometheus/prometheus.yml"));
    return mounted
        .replace("/targets/mesh.json", targets.toString())
        .replace("mixer:42422", address("istio-mesh"))
        .replace("mixer:15014", address("istio-mixer-monitoring"))
        .replace("meshparity:8090", "127.0.0.1:" + servicePort);
  }

  private static String address(String job) {
    return mesh.targets().stream()
        .filter(target -> target.job().equals(job))
        .map(ScrapeTarget::address)
        .findFirst()
        .orElseThrow();
  }

  private static byte[] targets(String job) {
    List<Map<String, Object>> groups =
        mesh.targets().stream()
            .filter(target -> target.job().equals(job))
            .map(DashboardQueriesTest::group)
            .toList();
    return JsonMapper.shared().writeValueAsBytes(groups);
  }

  private static Map<String, Object> group(ScrapeTarget target) {
    Map<String, String> labels = new TreeMap<>(target.labels());
    labels.put("job", target.job());
    labels.put("__metrics_path__", target.metricsPath());
    return Map.of("targets", List.of(target.address()), "labels", labels);
  }

  static List<Dashboard.Query> queries() throws IOException {
    return Dashboard.all().stream().flatMap(dashboard -> dashboard.queries().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void everyPanelHasSomethingToShow(Dashboard.Query query) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(numbers(query.promql())).as(query.place()).isPositive());
  }

  /** How many series the answer has that are numbers: an average of nothing is none. */
  private static long numbers(String promql) throws IOException, InterruptedException {
    URI uri =
        URI.create(prometheus.url() + "/api/v1/query?query=" + URLEncoder.encode(promql, UTF_8));
    String body = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    JsonNode answer = JsonMapper.shared().readTree(body);
    assertThat(answer.path("status").asString("")).as(body).isEqualTo("success");
    return answer
        .at("/data/result")
        .valueStream()
        .filter(series -> !series.at("/value/1").stringValue().equals("NaN"))
        .count();
  }
}
