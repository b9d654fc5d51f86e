package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meshparity.proxyruntime.sidecar.TestMesh.loopback;
import static org.meshparity.proxyruntime.sidecar.TestMesh.node;
import static org.meshparity.proxyruntime.sidecar.TestMesh.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;

/** A caller, two sidecars, an application that answers, and a Mixer: what each tells of TCP. */
@Timeout(60)
class TcpSidecarTest {

  private static final Service MONGODB = new Service("mongodb", "default", 27017);
  private static final NodeMetadata RATINGS = node("ratings");
  private static final NodeMetadata STORE = node("mongodb");

  private final MeshCa ca = MeshCa.inMemory("cluster.local");
  private TestMesh mesh;
  private SocketEndpoint application;

  @BeforeEach
  void start() throws IOException {
    mesh = new TestMesh(RATINGS, STORE);
    application = SocketEndpoint.greeting();
  }

  @AfterEach
  void stop() {
    application.close();
    mesh.close();
  }

  @Test
  void mixerLearnsThePrincipalsOnTheInboundSideAndTheServiceOnTheOutboundSide() throws Exception {
    carry("1.4", true, 3);

    await().atMost(Duration.ofSeconds(10)).until(() -> sample("closed", "destination") == 3);
    String inbound = mesh.series("istio_tcp_connections_opened_total", "destination");
    assertThat(inbound)
        .contains("source_principal=\"cluster.local/ns/default/sa/bookinfo-ratings\"")
        .contains("destination_principal=\"cluster.local/ns/default/sa/bookinfo-mongodb\"")
        .contains("connection_security_policy=\"mutual_tls\"")
        .contains("destination_service=\"unknown\"", "destination_service_name=\"unknown\"")
        .contains("destination_workload=\"mongodb-v1\"", "response_flags=\"-\"")
        .endsWith(" 3");
    String outbound = mesh.series("istio_tcp_connections_opened_total", "source");
    assertThat(outbound)
        .contains("source_principal=\"unknown\"", "destination_principal=\"unknown\"")
        .contains("connection_security_policy=\"unknown\"")
        .contains("destination_service=\"mongodb.default.svc.cluster.local\"")
        .contains("source_workload=\"ratings-v1\"", "destination_workload=\"mongodb-v1\"")
        .endsWith(" 3");
    assertThat(mesh.series("istio_tcp_received_bytes_total", "source")).endsWith(" 18");
    assertThat(mesh.series("istio_tcp_sent_bytes_total", "destination")).endsWith(" 36");
  }

  @Test
  void withoutMutualTlsNobodyHasAPrincipal() throws Exception {
    carry("1.4", false, 1);

    await().atMost(Duration.ofSeconds(10)).until(() -> sample("closed", "destination") == 1);
    assertThat(mesh.series("istio_tcp_connections_opened_total", "destination"))
        .contains("source_principal=\"unknown\"", "connection_security_policy=\"none\"");
  }

  @Test
  void theirOwnPagesTellOfTheConnectionsFromOneFiveOn() throws Exception {
    String[] pages = carry("1.6", true, 2);

    assertThat(pages[1])
        .contains("envoy_metadata_exchange_alpn_protocol_found{} 2")
        .contains("envoy_metadata_exchange_metadata_added{} 2")
        .contains("envoy_listener_ssl_handshake{} 2")
        .contains("envoy_tcp_mixer_filter_total_report_calls{} 4")
        .containsPattern(
            "istio_tcp_connections_closed_total\\{reporter=\"destination\","
                + "source_workload=\"ratings-v1\".*"
                + "source_principal=\"spiffe://cluster.local/ns/default/sa/bookinfo-ratings\".*"
                + "request_protocol=\"tcp\".*connection_security_policy=\"mutual_tls\".*} 2\n");
    assertThat(pages[0])
        .containsPattern(
            "istio_tcp_received_bytes_total\\{reporter=\"source\",.*"
                + "destination_workload=\"mongodb-v1\".*"
                + "destination_principal=\"spiffe://cluster.local/ns/default/sa/bookinfo-mongodb\".*"
                + "connection_security_policy=\"unknown\".*} 12\n");
  }

  @Test
  void beforeOneFiveTheirOwnPagesTellNothingOfTcp() throws Exception {
    String[] pages = carry("1.4", true, 1);

    assertThat(pages[0]).doesNotContain("istio_tcp_");
    assertThat(pages[1])
        .doesNotContain("istio_tcp_")
        .contains("envoy_metadata_exchange_metadata_added{} 0");
  }

  @Test
  void anEndWaitsForConnectionsUnderWayAndTakesNoNewOne() throws Exception {
    try (Sidecar server = sidecar(STORE, "1.5", false)) {
      Destination itself = Destination.inbound(MONGODB, application.address(), uid(STORE));
      int port = server.listenTcpInbound(() -> itself, TcpSettings.DEFAULT, 0);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write('w');
        await()
            .until(() -> application.connections() == 1); // under way, not waiting to be accepted
        CompletableFuture<Boolean> quiet =
            CompletableFuture.supplyAsync(() -> ended(server, Duration.ofSeconds(20)));
        await().until(() -> isRefused(port));
        assertThat(quiet).isNotDone();
        socket.getOutputStream().write("orld\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().readNBytes(12)).hasSize(12);
        socket.close();
        assertThat(quiet.get()).isTrue();
      }
    }
  }

  private static boolean ended(Sidecar sidecar, Duration limit) {
    try {
      return sidecar.shutDown(limit);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static boolean isRefused(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  /** Carries some connections; returns both pages when they are over, the caller's first. */
  private String[] carry(String release, boolean secured, int connections) throws Exception {
    try (Sidecar server = sidecar(STORE, release, secured);
        Sidecar client = sidecar(RATINGS, release, secured)) {
      Destination itself = Destination.inbound(MONGODB, application.address(), uid(STORE));
      int inbound = server.listenTcpInbound(() -> itself, TcpSettings.DEFAULT, 0);
      Destination there = Destination.outbound(MONGODB, loopback(inbound), uid(STORE));
      int entry = client.listenTcpOutbound(() -> there, TcpSettings.DEFAULT, 0);
      for (int i = 0; i < connections; i++) {
        ask(entry);
      }
      String over = "envoy_tcp_mixer_filter_total_report_calls{} " + 2 * connections;
      await().until(() -> page(client).contains(over) && page(server).contains(over));
      client.drain();
      server.drain();
      return new String[] {page(client), page(server)};
    }
  }

  private static void ask(int entry) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("world\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(12)).hasSize(12);
    }
  }

  private Sidecar sidecar(NodeMetadata node, String release, boolean secured) throws IOException {
    return secured ? mesh.sidecar(node, release, ca) : mesh.sidecar(node, release);
  }

  private static String uid(NodeMetadata node) {
    return WorkloadDirectory.uid(node);
  }

  private double sample(String event, String reporter) throws IOException {
    String line = mesh.series("istio_tcp_connections_" + event + "_total", reporter);
    return line.isEmpty() ? 0 : Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
