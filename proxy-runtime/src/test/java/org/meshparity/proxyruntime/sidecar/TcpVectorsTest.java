package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The proxies' own end-to-end tests of TCP, through two sidecars on loopback. */
@Timeout(60)
class TcpVectorsTest {

  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
  private static final Service SERVER = new Service("server", "default", 9080);

  private final Network network = new Network(1);
  private final MeshCa ca = MeshCa.inMemory("cluster.local");
  private SocketEndpoint application;

  @BeforeEach
  void start() throws IOException {
    application = SocketEndpoint.greeting();
  }

  @AfterEach
  void stop() {
    application.close();
    network.close();
  }

  @Test
  void withTheExchange() throws Exception {
    hold(vectors("1.6.0/TestTCPMetadataExchange/"), 10);
  }

  @Test
  void withoutTheExchange() throws Exception {
    hold(vectors("1.6.0/TestTCPMetadataExchangeNoAlpn/"), 2);
  }

  private static List<JsonNode> vectors(String prefix) {
    String folder = System.getenv("MESHPARITY_CONFORMANCE");
    assumeTrue(folder != null, "MESHPARITY_CONFORMANCE is not set: no vectors to hold");
    JsonNode all = JsonMapper.shared().readTree(Path.of(folder, "inproxy", "vectors.json"));
    List<JsonNode> chosen = new ArrayList<>();
    (all.isArray() ? all : all.get("vectors"))
        .forEach(
            each -> {
              if (each.get("name").asString().startsWith(prefix)) {
                chosen.add(each);
              }
            });
    return chosen;
  }

  private void hold(List<JsonNode> vectors, int expected) throws Exception {
    assertThat(vectors).hasSize(expected);
    Map<String, String> pages = run(vectors.get(0).get("inputs"));
    for (JsonNode vector : vectors) {
      String page = pages.get(vector.get("reporter").asString());
      Map<String, String> labels = new TreeMap<>();
      vector
          .get("labels")
          .properties()
          .forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
      assertThat(family(page, vector.get("metric").asString()))
          .as(vector.get("name").asString())
          .containsExactly(Map.entry(labels, vector.get("value").asLong()));
    }
  }

  private static List<Map.Entry<Map<String, String>, Long>> family(String page, String name) {
    return page.lines()
        .filter(line -> line.startsWith(name + "{"))
        .map(
            line -> {
              Map<String, String> labels = new TreeMap<>();
              Matcher each = LABEL.matcher(line);
              while (each.find()) {
                labels.put(each.group(1), each.group(2));
              }
              return Map.entry(labels, Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)));
            })
        .toList();
  }

  /** The pages of both sides, by reporter, after ten connections. */
  private Map<String, String> run(JsonNode inputs) throws Exception {
    NodeMetadata clientNode = NodeMetadata.parse("client-id", inputs.get("client_node").toString());
    NodeMetadata serverNode = NodeMetadata.parse("server-id", inputs.get("server_node").toString());
    TcpSettings tcp =
        TcpSettings.DEFAULT
            .withProtocols(List.of(inputs.get("alpn").asString()))
            .withExchangeProtocol("mx-protocol");
    try (Sidecar server = sidecar(serverNode, "server");
        Sidecar client = sidecar(clientNode, "client")) {
      Destination itself = Destination.inbound(SERVER, application.address(), "kubernetes://s.d");
      int inbound = server.listenTcpInbound(() -> itself, tcp, 0);
      Destination there = Destination.outbound(SERVER, loopback(inbound), "kubernetes://s.d");
      int entry = client.listenTcpOutbound(() -> there, tcp, 0);
      for (int i = 0; i < 10; i++) {
        ask(entry);
      }
      awaitClosed(client);
      awaitClosed(server);
      return Map.of("source", page(client), "destination", page(server));
    }
  }

  private static void awaitClosed(Sidecar sidecar) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                family(page(sidecar), "istio_tcp_connections_closed_total").stream()
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                    == 10);
  }

  private static void ask(int entry) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("world\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(12)).hasSize(12);
    }
  }

  private Sidecar sidecar(NodeMetadata node, String account) throws IOException {
    WorkloadDirectory nobody = uid -> Optional.empty();
    SidecarSettings settings =
        new SidecarSettings(
            node,
            IstioRelease.parse("1.6.0"),
            new Telemetry(false, true, true),
            loopback(0),
            null,
            nobody,
            Duration.ofMillis(50),
            SidecarFaults.NONE);
    SpiffeId id = new SpiffeId("cluster.local", "default", account);
    return Sidecar.start(settings.withSecurity(StrictSecurity.of(id, ca, nobody)), network);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static String page(Sidecar sidecar) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + sidecar.statsPort() + Sidecar.STATS_PATH);
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
