package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.meshparity.proxyruntime.IstioRelease;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The generator alone, held against the vectors of the proxies' own tests that say which nodes and
 * filters they ran with. Those that only say what Bookinfo shows, and the exchange's own counters,
 * need sidecars.
 */
class ProxyVectorsTest {

  private static final String PORT = "34567";
  private static final int TIMES = 10;

  @TestFactory
  Stream<DynamicTest> vectors() throws Exception {
    String folder = System.getenv("MESHPARITY_CONFORMANCE");
    assumeTrue(folder != null, "MESHPARITY_CONFORMANCE says where the vectors are; it is not set");
    JsonNode all =
        JsonMapper.shared().readTree(Files.readString(Path.of(folder, "inproxy", "vectors.json")));
    List<JsonNode> covered =
        all.valueStream()
            .filter(vector -> vector.get("inputs").has("client_node"))
            .filter(vector -> vector.get("metric").stringValue().startsWith("istio_"))
            .toList();
    System.out.println(
        "inproxy/vectors.json: " + covered.size() + " of " + all.size() + " without sidecars");
    return covered.stream()
        .map(vector -> DynamicTest.dynamicTest(name(vector), () -> holds(vector)));
  }

  private static String name(JsonNode vector) {
    return vector.get("name").stringValue();
  }

  private static void holds(JsonNode vector) {
    InProxyStats stats = new InProxyStats(settings(vector));
    stats.installed();
    for (int i = 0; i < TIMES; i++) {
      if (name(vector).contains("TCP")) {
        connect(stats, vector);
      } else {
        stats.record(request(vector));
      }
    }
    List<Pages.Sample> family = Pages.named(stats, vector.get("metric").stringValue());

    Map<String, String> labels = new LinkedHashMap<>();
    vector
        .get("labels")
        .properties()
        .forEach(
            label ->
                labels.put(
                    label.getKey(), label.getValue().stringValue().replace("${ClientPort}", PORT)));
    assertThat(family).hasSize(1);
    assertThat(family.get(0).value()).isEqualTo(vector.get("value").doubleValue());
    if (vector.get("match").stringValue().startsWith("exact")) {
      assertThat(family.get(0).labels()).isEqualTo(labels);
    } else {
      assertThat(family.get(0).labels()).containsAllEntriesOf(labels);
    }
  }

  private static boolean isSource(JsonNode vector) {
    return name(vector).contains("/source/");
  }

  private static NodeMetadata node(JsonNode vector, boolean client) {
    String side = client ? "client" : "server";
    return NodeMetadata.parse(side, vector.get("inputs").get(side + "_node").toString());
  }

  private static InProxySettings settings(JsonNode vector) {
    IstioRelease release = IstioRelease.parse(vector.get("tag").stringValue());
    boolean source = isSource(vector);
    JsonNode config =
        vector.get("inputs").get("stats_filter_config_" + (source ? "client" : "server"));
    String text =
        config == null
            ? ""
            : config.isString() ? config.stringValue() : config.get("text").stringValue();
    StatsFilterConfig filter = StatsFilterConfig.parse(text, release);
    List<String> extra =
        release.isAtLeast(5)
            ? List.of("configurable_metric_a", "configurable_metric_b")
            : List.of();
    return InProxySettings.of(node(vector, source), release)
        .withFilters(filter, filter)
        .withBootstrap(extra, true);
  }

  private static TestRequest request(JsonNode vector) {
    boolean source = isSource(vector);
    String said = vector.get("inputs").get("request").stringValue();
    TestRequest request = new TestRequest(node(vector, !source));
    request.reporter = source ? Reporter.SOURCE : Reporter.DESTINATION;
    request.host = "127.0.0.1:" + PORT;
    request.cluster =
        source ? clientCluster(said) : "inbound|9080|http|server.default.svc.cluster.local";
    if (said.contains("gRPC")) {
      request.grpc = true;
      request.grpcStatus = "7";
      request.httpVersion = "HTTP/2";
    }
    return request;
  }

  private static String clientCluster(String said) {
    if (said.contains("client route cluster outbound|9080")) {
      return "outbound|9080|http|server.default.svc.cluster.local";
    }
    return said.contains("host_header") ? "host_header" : "server";
  }

  private static void connect(InProxyStats stats, JsonNode vector) {
    boolean source = isSource(vector);
    TestConnection connection = new TestConnection();
    connection.reporter = source ? Reporter.SOURCE : Reporter.DESTINATION;
    connection.cluster =
        (source ? "outbound" : "inbound") + "|9080|tcp|server.default.svc.cluster.local";
    boolean agreed = vector.get("inputs").get("alpn").stringValue().equals("mx-protocol");
    connection.awaitsPeer = agreed;
    TcpRecorder recorder = stats.tcp(connection);
    recorder.report();
    recorder.received(6);
    connection.peer = agreed ? node(vector, !source) : null;
    recorder.sent(12);
    recorder.report();
    recorder.closed();
  }
}
