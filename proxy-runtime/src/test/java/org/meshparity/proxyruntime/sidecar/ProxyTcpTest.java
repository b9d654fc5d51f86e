package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two proxy commands between a caller and an application that speak no HTTP. */
@Timeout(60)
class ProxyTcpTest {

  private final List<RunningProxy> running = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    for (RunningProxy one : running) {
      one.stop();
    }
  }

  private RunningProxy run(String upstream, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--listen=:0", "--upstream=127.0.0.1:" + upstream, "--protocol=tcp"));
    arguments.add("--stats-port=0");
    RunningProxy one = new RunningProxy(arguments.toArray(new String[0]));
    running.add(one);
    return one;
  }

  /** Answers a line with itself. */
  private static SocketEndpoint echo() throws IOException {
    return new SocketEndpoint(
        connection -> connection.getInputStream().transferTo(connection.getOutputStream()));
  }

  private static String say(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      TestProxy.send(socket, text);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void twoProxiesIntroduceThemselvesUnderMutualTls() throws IOException {
    String ca = "--mtls-ca=" + folder.resolve("ca.pem");
    try (SocketEndpoint app = echo()) {
      RunningProxy server =
          run(
              "" + app.address().getPort(),
              "--workload=mongodb-v1",
              "--service-account=store",
              "--mtls=strict",
              ca);
      RunningProxy client =
          run(
              "" + server.port("inbound"),
              "--direction=outbound",
              "--service=mongodb:27017",
              "--workload=ratings-v2",
              "--mtls=strict",
              ca);

      assertThat(say(client.port("outbound"), "\0\1no HTTP")).isEqualTo("\0\1no HTTP");
      String opened = "istio_tcp_connections_opened_total{reporter=\"destination\",";
      await().until(() -> server.page().contains(opened + "source_workload=\"ratings-v2\""));
      assertThat(server.page())
          .contains("envoy_metadata_exchange_alpn_protocol_found{} 1")
          .contains("connection_security_policy=\"mutual_tls\"")
          .contains("destination_principal=\"spiffe://cluster.local/ns/default/sa/store\"");
      await().until(() -> client.page().contains("destination_workload=\"mongodb-v1\""));
    }
  }

  @Test
  void inPlainTextThePeerIsUnknown() throws IOException {
    try (SocketEndpoint app = echo()) {
      RunningProxy server = run("" + app.address().getPort(), "--workload=mongodb-v1");

      assertThat(say(server.port("inbound"), "hello")).isEqualTo("hello");
      await().until(() -> server.page().contains("istio_tcp_connections_closed_total"));
      assertThat(server.page())
          .contains("source_workload=\"unknown\"", "request_protocol=\"tcp\"")
          .contains("connection_security_policy=\"none\"");
    }
  }
}
