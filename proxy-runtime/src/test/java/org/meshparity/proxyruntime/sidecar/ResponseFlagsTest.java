package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Envoy's flags and codes, for everything that can go wrong on a request's way. */
class ResponseFlagsTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final HttpSettings PATIENT = HttpSettings.DEFAULT.withTimeouts(TestProxy.PATIENT);

  private static SocketEndpoint answering(String answer) throws IOException {
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              self[0].readHead(connection.getInputStream());
              SocketEndpoint.write(connection, answer);
            });
    return self[0];
  }

  private static SocketEndpoint silent(CountDownLatch never) throws IOException {
    return new SocketEndpoint(connection -> never.await());
  }

  @Test
  void anEndpointThatRefusesIsUF() throws IOException {
    try (TestProxy proxy = TestProxy.inbound(TestProxy.nobody(), PATIENT)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 503 Service Unavailable");
      proxy.awaitPage("response_code=\"503\",grpc_response_status=\"\",response_flags=\"UF\"");
    }
  }

  @Test
  void anEndpointThatDoesNotAnswerTheConnectIsUF() throws IOException {
    HttpSettings hasty =
        PATIENT.withTimeouts(
            new HttpSettings.Timeouts(
                Duration.ofMillis(200),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO));
    // A listener whose backlog is full takes no more connections and refuses none.
    try (var full = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        TestProxy proxy =
            TestProxy.inbound((InetSocketAddress) full.getLocalSocketAddress(), hasty);
        Socket first = connected(full);
        Socket second = connected(full)) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 503 Service Unavailable");
      proxy.awaitPage("response_flags=\"UF\"");
    }
  }

  private static Socket connected(java.net.ServerSocket to) throws IOException {
    return new Socket(to.getInetAddress(), to.getLocalPort());
  }

  @Test
  void aServiceWithoutAnEndpointIsUH() throws IOException {
    Destination none = Destination.inbound(TestProxy.SERVICE, null, "");
    try (TestProxy proxy = TestProxy.inbound(host -> none, PATIENT)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 503 Service Unavailable");
      proxy.awaitPage("response_flags=\"UH\"");
    }
  }

  @Test
  void noRouteIsNR() throws IOException {
    try (TestProxy proxy = TestProxy.inbound(host -> null, PATIENT)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 404 Not Found");
      proxy.awaitPage("response_code=\"404\",grpc_response_status=\"\",response_flags=\"NR\"");
    }
  }

  @Test
  void whatNeitherGetsAConnectionNorAPlaceToWaitIsUO() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    HttpSettings narrow = PATIENT.withLimits(new HttpSettings.Limits(10, 1, 1, 1));
    try (SocketEndpoint endpoint = silent(never);
        TestProxy proxy = TestProxy.inbound(endpoint.address(), narrow);
        Socket served = proxy.connect();
        Socket waiting = proxy.connect()) {
      TestProxy.send(served, GET);
      TestProxy.send(waiting, GET);
      org.awaitility.Awaitility.await().until(() -> proxy.sidecar().activity().requests() == 2);

      assertThat(proxy.ask(GET))
          .startsWith("HTTP/1.1 503 Service Unavailable")
          .contains("x-envoy-overloaded: true");
      proxy.awaitPage("response_flags=\"UO\"");
      assertThat(endpoint.connections()).isEqualTo(1);
    }
  }

  @Test
  void anEndpointThatTakesTooLongIsUT() throws IOException {
    HttpSettings hasty =
        PATIENT.withTimeouts(
            new HttpSettings.Timeouts(
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO));
    try (SocketEndpoint endpoint = silent(new CountDownLatch(1));
        TestProxy proxy = TestProxy.inbound(endpoint.address(), hasty)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 504 Gateway Timeout");
      proxy.awaitPage("response_code=\"504\",grpc_response_status=\"\",response_flags=\"UT\"");
    }
  }

  @Test
  void aStreamOnWhichNothingMovesIsSI() throws IOException {
    HttpSettings hasty =
        PATIENT.withTimeouts(
            new HttpSettings.Timeouts(
                Duration.ofSeconds(2),
                Duration.ZERO,
                Duration.ofMillis(200),
                Duration.ZERO,
                Duration.ZERO));
    try (SocketEndpoint endpoint = silent(new CountDownLatch(1));
        TestProxy proxy = TestProxy.inbound(endpoint.address(), hasty)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 408 Request Timeout");
      proxy.awaitPage("response_code=\"408\",grpc_response_status=\"\",response_flags=\"SI\"");
    }
  }

  @Test
  void anEndpointThatHangsUpBeforeAnAnswerIsUC() throws IOException {
    try (SocketEndpoint endpoint = answering("");
        TestProxy proxy = TestProxy.inbound(endpoint.address(), PATIENT)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 503 Service Unavailable");
      proxy.awaitPage("response_code=\"503\",grpc_response_status=\"\",response_flags=\"UC\"");
    }
  }

  @Test
  void anEndpointThatSpeaksNoHttpIsUC() throws IOException {
    try (SocketEndpoint endpoint = answering("banana\r\n\r\n");
        TestProxy proxy = TestProxy.inbound(endpoint.address(), PATIENT)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 503 Service Unavailable");
      proxy.awaitPage("response_flags=\"UC\"");
    }
  }

  @Test
  void anAnswerCutOffInItsBodyKeepsItsCodeAndIsUC() throws IOException {
    try (SocketEndpoint endpoint = answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        TestProxy proxy = TestProxy.inbound(endpoint.address(), PATIENT)) {
      assertThat(proxy.ask(GET)).startsWith("HTTP/1.1 200 OK").endsWith("half");
      proxy.awaitPage("response_code=\"200\",grpc_response_status=\"\",response_flags=\"UC\"");
    }
  }

  @Test
  void aChunkedAnswerCutOffIsNotEndedForTheCaller() throws IOException {
    try (SocketEndpoint endpoint =
            answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
        TestProxy proxy = TestProxy.inbound(endpoint.address(), PATIENT)) {
      assertThat(proxy.ask(GET)).contains("half").doesNotContain("0\r\n\r\n");
      proxy.awaitPage("response_flags=\"UC\"");
    }
  }

  @Test
  void aCallerThatHangsUpIsDCWithoutACode() throws IOException {
    try (SocketEndpoint endpoint = silent(new CountDownLatch(1));
        TestProxy proxy = TestProxy.inbound(endpoint.address(), PATIENT)) {
      try (Socket caller = proxy.connect()) {
        TestProxy.send(caller, GET);
        org.awaitility.Awaitility.await().until(() -> endpoint.connections() == 1);
      }
      proxy.awaitPage("response_code=\"0\",grpc_response_status=\"\",response_flags=\"DC\"");
      proxy.awaitQuiet();
    }
  }

  @Test
  void aCallerThatOnlyStopsSendingHasHungUpToo() throws IOException {
    try (SocketEndpoint endpoint = silent(new CountDownLatch(1));
        TestProxy proxy = TestProxy.inbound(endpoint.address(), PATIENT);
        Socket caller = proxy.connect()) {
      TestProxy.send(caller, GET);
      caller.shutdownOutput();
      proxy.awaitPage("response_flags=\"DC\"");
    }
  }

  @Test
  void aBodyThatBreaksOffIntoNonsenseIsDPE() throws IOException {
    try (SocketEndpoint endpoint = silent(new CountDownLatch(1));
        TestProxy proxy = TestProxy.inbound(endpoint.address(), PATIENT)) {
      String request =
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n";
      assertThat(proxy.ask(request)).startsWith("HTTP/1.1 400 Bad Request");
      proxy.awaitPage("response_code=\"400\",grpc_response_status=\"\",response_flags=\"DPE\"");
    }
  }
}
