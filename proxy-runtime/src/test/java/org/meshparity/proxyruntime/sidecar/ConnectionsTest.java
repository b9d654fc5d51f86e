package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of a connection of HTTP/1, on both sides. */
class ConnectionsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final HttpSettings PATIENT = HttpSettings.DEFAULT.withTimeouts(TestProxy.PATIENT);

  private static HttpSettings.Timeouts only(Duration idle, Duration head) {
    return new HttpSettings.Timeouts(
        Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO, idle, head);
  }

  @Test
  void bothConnectionsAreKeptForTheNextRequest() throws IOException {
    try (SocketEndpoint endpoint = SocketEndpoint.answering(OK);
        TestProxy proxy = TestProxy.inbound(endpoint.address());
        Socket caller = proxy.connect()) {
      for (int i = 0; i < 5; i++) {
        TestProxy.send(caller, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(TestProxy.readUntil(caller, "ok")).startsWith("HTTP/1.1 200 OK");
      }
      assertThat(endpoint.connections()).isEqualTo(1);
    }
  }

  @Test
  void anOldCallerGetsAnAnswerThatEndsWithTheConnection() throws IOException {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-T: t\r\n\r\n";
    try (SocketEndpoint endpoint = SocketEndpoint.answering(chunked);
        TestProxy proxy = TestProxy.inbound(endpoint.address())) {
      assertThat(proxy.ask("GET / HTTP/1.0\r\n\r\n"))
          .doesNotContainIgnoringCase("transfer-encoding")
          .endsWith("\r\n\r\nok");
      assertThat(endpoint.received()).contains("GET / HTTP/1.1", "host: ratings.default.svc");
    }
  }

  @Test
  void anOldCallerMayAskToStayConnected() throws IOException {
    try (SocketEndpoint endpoint = SocketEndpoint.answering(OK);
        TestProxy proxy = TestProxy.inbound(endpoint.address());
        Socket caller = proxy.connect()) {
      for (int i = 0; i < 2; i++) {
        TestProxy.send(caller, "GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
        assertThat(TestProxy.readUntil(caller, "ok")).containsIgnoringCase("keep-alive");
      }
    }
  }

  @Test
  void theAnswerToAHeadHasALengthAndNoBody() throws IOException {
    try (SocketEndpoint endpoint =
            SocketEndpoint.answering("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        TestProxy proxy = TestProxy.inbound(endpoint.address())) {
      assertThat(proxy.ask("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .contains("5000")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void aRefusalOfAHeadHasNoBodyEither() throws IOException {
    try (TestProxy proxy = TestProxy.inbound(host -> null, PATIENT)) {
      assertThat(proxy.ask("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 404 ")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void noContentAndNotModifiedHaveNoBodyAndTheConnectionGoesOn() throws IOException {
    String[] answers = {
      "HTTP/1.1 204 No Content\r\n\r\n",
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\nETag: x\r\n\r\n",
      OK
    };
    int[] turn = new int[1];
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              while (self[0].readHead(connection.getInputStream()) != null) {
                SocketEndpoint.write(connection, answers[turn[0]++]);
              }
            });
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address())) {
      String get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
      String last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      assertThat(proxy.ask(get + get + last))
          .containsSubsequence("204 No Content", "304 Not Modified", "200 OK", "ok")
          .doesNotContain("chunked");
      assertThat(endpoint.connections()).isEqualTo(1);
    }
  }

  @Test
  void aCallerThatWaitsForAContinueGetsTheEndpoints() throws IOException {
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              SocketEndpoint.write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
              connection.getInputStream().readNBytes(5);
              SocketEndpoint.write(connection, OK);
            });
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address());
        Socket caller = proxy.connect()) {
      TestProxy.send(
          caller,
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(TestProxy.readUntil(caller, "\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");
      TestProxy.send(caller, "hello");
      assertThat(TestProxy.readUntil(caller, "ok")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void trailersTravelInBothDirections() throws IOException {
    StringBuilder seen = new StringBuilder();
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              seen.append(self[0].readHead(connection.getInputStream()));
              SocketEndpoint.write(
                  connection,
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n"
                      + "X-Back: b\r\n\r\n");
            });
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address())) {
      String request =
          "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "2\r\nhi\r\n0\r\nX-Forth: f\r\n\r\n";
      assertThat(proxy.ask(request)).contains("ok").containsIgnoringCase("X-Back: b");
      assertThat(seen.toString()).contains("hi").containsIgnoringCase("X-Forth: f");
    }
  }

  @Test
  void anAnswerBeforeTheEndOfTheRequestIsPassedOnAndTheConnectionEnds() throws IOException {
    String tooLarge = "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 2\r\n\r\nno";
    try (SocketEndpoint endpoint = SocketEndpoint.answering(tooLarge);
        TestProxy proxy = TestProxy.inbound(endpoint.address());
        Socket caller = proxy.connect()) {
      TestProxy.send(
          caller, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\nhello");
      assertThat(TestProxy.readUntil(caller, "no")).startsWith("HTTP/1.1 413");
      assertThat(caller.getInputStream().read()).isEqualTo(-1);
      proxy.awaitPage("response_code=\"413\",grpc_response_status=\"\",response_flags=\"-\"");
    }
    // and the endpoint's connection, with half a request on it, is not used again
  }

  @Test
  void theRestOfASmallRequestThatIsAnsweredIsSkippedAndTheNextIsServed() throws IOException {
    try (TestProxy proxy = TestProxy.inbound(host -> null, PATIENT);
        Socket caller = proxy.connect()) {
      TestProxy.send(caller, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
      TestProxy.readUntil(caller, "host\n");
      TestProxy.send(caller, "helloGET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(TestProxy.readUntil(caller, "host\n")).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void anAnswerThatEndsWithItsConnectionBecomesChunked() throws IOException {
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              SocketEndpoint.write(connection, "HTTP/1.1 200 OK\r\n\r\nuntil the end");
            });
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address())) {
      assertThat(proxy.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .contains("transfer-encoding: chunked", "until the end")
          .endsWith("0\r\n\r\n");
    }
  }

  @Test
  void aHeadThatComesTooSlowlyIsGivenUp() throws IOException {
    try (SocketEndpoint endpoint = SocketEndpoint.answering(OK);
        TestProxy proxy =
            TestProxy.inbound(
                endpoint.address(),
                PATIENT.withTimeouts(only(Duration.ZERO, Duration.ofMillis(300))))) {
      assertThat(proxy.ask("GET / HTTP/1.1\r\nHost: a\r\n")).startsWith("HTTP/1.1 408 ");
      assertThat(endpoint.connections()).isZero();
    }
  }

  @Test
  void aCallerThatNeverSaysAnythingIsHungUpOn() throws IOException {
    try (SocketEndpoint endpoint = SocketEndpoint.answering(OK);
        TestProxy proxy =
            TestProxy.inbound(
                endpoint.address(),
                PATIENT.withTimeouts(only(Duration.ZERO, Duration.ofMillis(200))))) {
      assertThat(proxy.ask("")).isEmpty();
      proxy.awaitQuiet();
    }
  }

  @Test
  void anIdleConnectionIsClosedOnBothSides() throws IOException {
    try (SocketEndpoint endpoint = SocketEndpoint.answering(OK);
        TestProxy proxy =
            TestProxy.inbound(
                endpoint.address(),
                PATIENT.withTimeouts(only(Duration.ofMillis(200), Duration.ofSeconds(5))))) {
      assertThat(proxy.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).endsWith("ok");
      await().until(() -> proxy.sidecar().upstreamConnections() == 0);
    }
  }

  @Test
  void oneCallerMoreThanTheLimitIsTurnedAway() throws IOException {
    HttpSettings narrow = PATIENT.withLimits(new HttpSettings.Limits(2, 10, 10, 10));
    try (SocketEndpoint endpoint = SocketEndpoint.answering(OK);
        TestProxy proxy = TestProxy.inbound(endpoint.address(), narrow);
        Socket first = proxy.connect();
        Socket second = proxy.connect()) {
      await().until(() -> proxy.sidecar().activity().callers() == 2);
      try (Socket third = proxy.connect()) {
        assertThat(third.getInputStream().read()).isEqualTo(-1);
      }
      first.close();
      await().until(() -> proxy.sidecar().activity().callers() == 1);
      assertThat(proxy.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .endsWith("ok");
      assertThat(second.isConnected()).isTrue();
    }
  }

  @Test
  void aRequestWaitsForTheOneConnectionThereMayBe() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              while (self[0].readHead(connection.getInputStream()) != null) {
                go.await();
                SocketEndpoint.write(connection, OK);
              }
            });
    HttpSettings narrow = PATIENT.withLimits(new HttpSettings.Limits(10, 1, 5, 5));
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address(), narrow);
        Socket first = proxy.connect();
        Socket second = proxy.connect()) {
      TestProxy.send(first, "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
      TestProxy.send(second, "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      await().until(() -> proxy.sidecar().activity().requests() == 2);
      go.countDown();
      assertThat(TestProxy.readUntil(first, "ok")).startsWith("HTTP/1.1 200");
      assertThat(TestProxy.readUntil(second, "ok")).startsWith("HTTP/1.1 200");
      assertThat(endpoint.connections()).isEqualTo(1);
    }
  }

  @Test
  void aShutDownLetsARequestUnderWayEndAndTakesNoMore() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              go.await();
              SocketEndpoint.write(connection, OK);
            });
    try (SocketEndpoint endpoint = self[0];
        TestProxy proxy = TestProxy.inbound(endpoint.address());
        Socket idle = proxy.connect();
        Socket busy = proxy.connect()) {
      TestProxy.send(busy, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      await().until(() -> endpoint.connections() == 1);
      var ending =
          java.util.concurrent.CompletableFuture.supplyAsync(
              () -> {
                try {
                  return proxy.sidecar().shutDown(Duration.ofSeconds(10));
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      await().until(() -> proxy.sidecar().activity().isDraining());
      go.countDown();
      assertThat(TestProxy.readUntil(busy, "ok")).containsIgnoringCase("connection: close");
      assertThat(busy.getInputStream().read()).isEqualTo(-1);
      assertThat(ending.get()).isTrue();
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }
}
