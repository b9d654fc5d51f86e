package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/** A caller, two sidecars and an application, over real sockets. */
class SidecarTest {

  private static final Service RATINGS = new Service("ratings", "default", 9080);
  private static final Service NOBODY = new Service("nobody", "default", 9080);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch secondHalf = new CountDownLatch(1);
  private final Network network = new Network(1);
  private HttpServer app;
  private Sidecar client;
  private Sidecar server;
  private int entry;

  @BeforeEach
  void start() throws IOException {
    app = HttpServer.create(loopback(0), 0);
    app.setExecutor(threads);
    app.createContext(
        "/headers",
        exchange -> {
          String names = String.join(",", exchange.getRequestHeaders().keySet());
          byte[] body = names.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    app.createContext("/echo", SidecarTest::echo);
    app.createContext("/halves", this::halves);
    app.start();
    server = sidecar("ratings");
    client = sidecar("reviews");
    Destination itself =
        Destination.inbound(
            RATINGS, loopback(app.getAddress().getPort()), "kubernetes://r.default");
    int inbound = server.listenInbound(host -> itself);
    int dead = deadPort();
    entry =
        client.listenOutbound(
            host -> {
              if (RATINGS.isCalled(host)) {
                return Destination.outbound(RATINGS, loopback(inbound), "kubernetes://r.default");
              }
              return NOBODY.isCalled(host)
                  ? Destination.outbound(NOBODY, loopback(dead), "kubernetes://n.default")
                  : null;
            },
            0);
  }

  private static void echo(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void halves(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("first ".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      secondHalf.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.getResponseBody().write("second".getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private Sidecar sidecar(String app) throws IOException {
    NodeMetadata node =
        new NodeMetadata(
            app, app + "-pod", "default", app + "-v1", "", "", Map.of("app", app, "version", "v1"));
    return Sidecar.start(
        new SidecarSettings(
            node,
            IstioRelease.V1_4,
            new Telemetry(false, true, true),
            loopback(0),
            null,
            uid -> Optional.empty(),
            Duration.ofMillis(50),
            SidecarFaults.NONE),
        network);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    secondHalf.countDown();
    client.close();
    server.close();
    app.stop(0);
    network.close();
    threads.shutdownNow();
  }

  @Test
  void metadataIsExchangedAndHiddenFromTheApplicationAndTheCaller() throws IOException {
    String answer = ask("GET /headers HTTP/1.1\r\nHost: ratings:9080\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK").doesNotContainIgnoringCase("x-envoy-peer");
    awaitPage(server, "source_workload=\"reviews-v1\"");
    awaitPage(client, "destination_workload=\"ratings-v1\"");
  }

  @Test
  void bodiesPassInBothDirectionsChunkedOrNot() throws IOException {
    String chunked =
        "POST /echo HTTP/1.1\r\nHost: ratings\r\nTransfer-Encoding: chunked\r\n"
            + "Connection: close\r\n\r\n5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n";

    assertThat(ask(chunked)).contains("hello, world");
    awaitPage(client, "istio_request_bytes_count");
    assertThat(page(client)).containsPattern("istio_request_bytes_sum\\{.*} 12.5\n");
    assertThat(page(server)).containsPattern("istio_response_bytes_sum\\{.*} 12.5\n");
  }

  @Test
  void anAnswerIsPassedOnWhileItIsStillBeingMade() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      socket.setSoTimeout(10_000);
      send(socket, "GET /halves HTTP/1.1\r\nHost: ratings\r\nConnection: close\r\n\r\n");
      assertThat(readUntil(socket.getInputStream(), "first ")).contains("200 OK");
      secondHalf.countDown();
      assertThat(readUntil(socket.getInputStream(), "second")).isNotEmpty();
    }
  }

  @Test
  void requestsSentTogetherAreAnsweredInTheirOrderOnOneConnection() throws IOException {
    String first = "POST /echo HTTP/1.1\r\nHost: ratings\r\nContent-Length: 3\r\n\r\none";
    String second =
        "POST /echo HTTP/1.1\r\nHost: ratings\r\nContent-Length: 3\r\nConnection: close\r\n\r\ntwo";

    assertThat(ask(first + second)).containsSubsequence("200 OK", "one", "200 OK", "two");
  }

  @Test
  void whatHasNoRouteIsNotFoundAndCountedWithItsFlag() throws IOException {
    assertThat(ask("GET / HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 Not Found");
    awaitPage(client, "response_code=\"404\",response_flags=\"NR\"");
  }

  @Test
  void anEndpointThatIsGoneIsUnavailableAndCountedWithItsFlag() throws IOException {
    String body = "POST / HTTP/1.1\r\nHost: nobody\r\nContent-Length: 3\r\n\r\none";
    String next = "GET / HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n";

    assertThat(ask(body + next)).containsSubsequence("503 Service Unavailable", "404 Not Found");
    awaitPage(client, "response_code=\"503\",response_flags=\"UF\"");
  }

  @Test
  void aCallerThatHangsUpIsCountedWithoutACode() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      send(socket, "POST /echo HTTP/1.1\r\nHost: ratings\r\nContent-Length: 10\r\n\r\nabc");
      await().until(() -> page(server).contains("envoy_server_uptime"));
    }
    awaitPage(client, "response_code=\"0\",response_flags=\"DC\"");
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    assertThat(ask("GET / HTTP/banana\r\n\r\n")).startsWith("HTTP/1.1 400 Bad Request");
  }

  private String ask(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      socket.setSoTimeout(10_000);
      send(socket, request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended before \"" + end + "\", after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static void awaitPage(Sidecar sidecar, String text) {
    await().atMost(Duration.ofSeconds(10)).until(() -> page(sidecar).contains(text));
  }

  private static String page(Sidecar sidecar) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + sidecar.statsPort() + Sidecar.STATS_PATH);
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
