package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.meshparity.proxyruntime.sidecar.TestMesh.loopback;
import static org.meshparity.proxyruntime.sidecar.TestMesh.node;
import static org.meshparity.proxyruntime.sidecar.TestMesh.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;

/** HTTP between two sidecars that both want to know who the other is. */
@Timeout(60)
class StrictSecurityTest {

  private static final Service RATINGS = new Service("ratings", "default", 9080);
  private static final NodeMetadata CALLER = node("reviews");
  private static final NodeMetadata CALLED = node("ratings");

  private final MeshCa ca = MeshCa.inMemory("cluster.local");
  private TestMesh mesh;
  private HttpServer application;
  private Sidecar client;
  private Sidecar server;
  private int inbound;
  private int entry;

  @BeforeEach
  void start() throws IOException {
    mesh = new TestMesh(CALLER, CALLED);
    application = HttpServer.create(loopback(0), 0);
    application.createContext(
        "/",
        exchange -> {
          byte[] body = "answer".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    application.start();
    server = mesh.sidecar(CALLED, "1.4", ca);
    client = mesh.sidecar(CALLER, "1.4", ca);
    Destination itself =
        Destination.inbound(RATINGS, application.getAddress(), WorkloadDirectory.uid(CALLED));
    inbound = server.listenInbound(host -> itself);
    entry = open(client);
  }

  private int open(Sidecar caller) throws IOException {
    Destination there =
        Destination.outbound(RATINGS, loopback(inbound), WorkloadDirectory.uid(CALLED));
    return caller.listenOutbound(host -> there, 0);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    application.stop(0);
    mesh.close();
  }

  @Test
  void bothGeneratorsLearnThePrincipalsFromTheHandshake() throws Exception {
    assertThat(ask(entry, "")).startsWith("HTTP/1.1 200 OK").endsWith("answer");

    awaitPage(
        server,
        "source_principal=\"spiffe://cluster.local/ns/default/sa/bookinfo-reviews\"",
        "destination_principal=\"spiffe://cluster.local/ns/default/sa/bookinfo-ratings\"",
        "connection_security_policy=\"MUTUAL_TLS\"",
        "envoy_listener_ssl_handshake{} 1");
    awaitPage(
        client,
        "source_principal=\"spiffe://cluster.local/ns/default/sa/bookinfo-reviews\"",
        "destination_principal=\"spiffe://cluster.local/ns/default/sa/bookinfo-ratings\"",
        "connection_security_policy=\"unknown\"");
    client.drain();
    server.drain();
    await().atMost(Duration.ofSeconds(10)).until(() -> series("destination").endsWith(" 1"));
    assertThat(series("destination"))
        .contains("source_principal=\"cluster.local/ns/default/sa/bookinfo-reviews\"")
        .contains("destination_principal=\"cluster.local/ns/default/sa/bookinfo-ratings\"")
        .contains("connection_security_policy=\"mutual_tls\"");
    await().atMost(Duration.ofSeconds(10)).until(() -> series("source").endsWith(" 1"));
    assertThat(series("source"))
        .contains("source_principal=\"unknown\"", "connection_security_policy=\"unknown\"");
  }

  @Test
  void noHeaderOfACallerChangesWhoItIs() throws Exception {
    String claims =
        "x-forwarded-client-cert: By=spiffe://x/ns/a/sa/b;URI=spiffe://x/ns/a/sa/admin\r\n"
            + "x-istio-attributes: CiEKEHNvdXJjZS5wcmluY2lwYWwSDRILYWRtaW4vYWRtaW4=\r\n"
            + "source.principal: admin\r\n";
    assertThat(ask(entry, claims)).startsWith("HTTP/1.1 200 OK");

    awaitPage(server, "source_principal=\"spiffe://cluster.local/ns/default/sa/bookinfo-reviews\"");
    server.drain();
    await().atMost(Duration.ofSeconds(10)).until(() -> series("destination").endsWith(" 1"));
    assertThat(series("destination"))
        .contains("source_principal=\"cluster.local/ns/default/sa/bookinfo-reviews\"");
    assertThat(page(server)).doesNotContain("admin");
  }

  @Test
  void plainTextIsRefusedAndNoRequestOfIt() throws Exception {
    assertThat(ask(inbound, "")).doesNotContain("HTTP");

    awaitPage(server, "envoy_listener_ssl_connection_error{} 1");
    assertThat(page(server)).doesNotContain("istio_requests_total");
  }

  @Test
  void aSidecarOfAnotherMeshGetsNothingAndItsCallerIsToldSo() throws Exception {
    try (Sidecar stranger = mesh.sidecar(CALLER, "1.4", MeshCa.inMemory("cluster.local"))) {
      assertThat(ask(open(stranger), "")).startsWith("HTTP/1.1 503 ");
      awaitPage(stranger, "response_flags=\"UF\"", "envoy_cluster_ssl_fail_verify_error{} 1");
    }
    assertThat(page(server)).doesNotContain("istio_requests_total");
  }

  @Test
  void aModeThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mtls.parse("permissive", "cluster.local"))
        .withMessage("--mtls must be strict or off, was \"permissive\"");
  }

  private static String ask(int port, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request =
          "GET / HTTP/1.1\r\nHost: ratings\r\n" + headers + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String series(String reporter) throws IOException {
    return mesh.series("istio_requests_total", reporter);
  }

  private static void awaitPage(Sidecar sidecar, String... texts) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(page(sidecar)).contains(texts));
  }
}
