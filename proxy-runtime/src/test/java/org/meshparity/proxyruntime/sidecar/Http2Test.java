package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meshparity.proxyruntime.sidecar.HttpSettings.UpstreamProtocol;

/** Callers that speak HTTP/2, in front of an endpoint that speaks HTTP/1.1. */
class Http2Test {

  private final Network network = new Network(1);
  private final CountDownLatch later = new CountDownLatch(1);
  private SocketEndpoint endpoint;
  private TestProxy proxy;
  private Http2Caller caller;

  @BeforeEach
  void start() throws IOException {
    SocketEndpoint[] self = new SocketEndpoint[1];
    self[0] =
        new SocketEndpoint(
            connection -> {
              String head;
              while ((head = self[0].readHead(connection.getInputStream())) != null) {
                if (head.startsWith("GET /later")) {
                  later.await();
                }
                SocketEndpoint.write(
                    connection,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: x-hop\r\n"
                        + "X-Hop: h\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: t\r\n\r\n");
              }
            });
    endpoint = self[0];
    proxy =
        TestProxy.inbound(
            endpoint.address(),
            HttpSettings.DEFAULT
                .withTimeouts(TestProxy.PATIENT)
                .withUpstream(UpstreamProtocol.HTTP1));
    caller = new Http2Caller(network, proxy.port());
  }

  @AfterEach
  void stop() {
    later.countDown();
    caller.close();
    proxy.close();
    endpoint.close();
    network.close();
  }

  @Test
  void aRequestBecomesOneOfHttp1AndItsAnswerComesBackWithTrailers() {
    Http2Caller.Stream stream = caller.send(Http2Caller.head("GET", "/x"), true);

    await().until(stream::ended);
    assertThat(stream.status()).isEqualTo("200");
    assertThat(stream.body()).isEqualTo("ok");
    assertThat(stream.heads().get(0).contains("x-hop")).isFalse();
    assertThat(stream.heads().get(1).get("x-trailer")).hasToString("t");
    assertThat(endpoint.received()).startsWith("GET /x HTTP/1.1\r\n").contains("host: ratings");
    proxy.awaitPage("response_code=\"200\"");
  }

  @Test
  void anAnswerOfTheProxysOwnComesWithItsText() throws IOException {
    try (Socket silent = new Socket()) {
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      // nobody listens at a port that is merely held, and nobody else can take it
      InetSocketAddress nobody = (InetSocketAddress) silent.getLocalSocketAddress();
      try (TestProxy alone = TestProxy.inbound(nobody);
          Http2Caller its = new Http2Caller(network, alone.port())) {
        Http2Caller.Stream stream = its.send(Http2Caller.head("GET", "/x"), true);

        await().until(stream::ended);
        assertThat(stream.status()).isEqualTo("503");
        assertThat(stream.body()).isEqualTo("the endpoint cannot be connected to\n");
        assertThat(stream.heads().get(0).get("content-length")).hasToString("" + stream.bytes());
      }
    }
  }

  static Stream<Arguments> whatIsNoRequest() {
    return Stream.of(
        Arguments.of("a line break in a value", head().add("x-a", "b\r\nx-c: d")),
        Arguments.of("a line break in a name", head().add("x-a: b\r\nx-c", "d")),
        Arguments.of("a line break in the path", Http2Caller.head("GET", "/ HTTP/1.1\r\nx: y")),
        Arguments.of("a line break in the method", Http2Caller.head("GET / HTTP/1.1\r\nx: y", "/")),
        Arguments.of("a null in a value", head().add("x-a", "b\0c")),
        Arguments.of("a transfer coding", head().add("transfer-encoding", "chunked")),
        Arguments.of("a connection header", head().add("connection", "close")),
        Arguments.of("an upgrade", head().add("upgrade", "websocket")),
        Arguments.of("a name in upper case", head().add("X-Upper", "x")),
        Arguments.of("an unknown pseudo header", head().add(":what", "x")),
        Arguments.of("a response's pseudo header", head().add(":status", "200")),
        Arguments.of("no path", without(":path")),
        Arguments.of("no method", without(":method")),
        Arguments.of("no scheme", without(":scheme")),
        Arguments.of("an empty path", Http2Caller.head("GET", "")),
        Arguments.of("two hosts", head().add("host", "other")),
        Arguments.of("a tunnel", Http2Caller.head("CONNECT", "/")),
        Arguments.of("te beside trailers", head().add("te", "gzip")));
  }

  private static Http2Headers head() {
    return Http2Caller.head("GET", "/");
  }

  private static Http2Headers without(String name) {
    Http2Headers head = head();
    head.remove(name);
    return head;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsNoRequest")
  void whatIsNoRequestIsResetAndNothingGoesOn(String what, Http2Headers head) {
    Http2Caller.Stream stream = caller.send(head, true);

    await().until(() -> stream.closed() || !stream.status().isEmpty());
    assertThat(stream.status()).as(what).isIn("", "400");
    assertThat(endpoint.received()).isEmpty();
    assertThat(endpoint.connections()).isZero();
  }

  @Test
  void aHostWithAPathIsABadRequest() {
    Http2Headers head = head().authority("a/b");
    Http2Caller.Stream stream = caller.send(head, true);
    await().until(() -> stream.status().equals("400"));
    assertThat(endpoint.connections()).isZero();
  }

  @Test
  void aRefusedRequestWhoseBodyNeverEndsLeavesNoStream() {
    Http2Headers head = Http2Caller.head("POST", "/").authority("a/b");
    Http2Caller.Stream stream = caller.send(head, false);
    await().until(stream::closed);
    assertThat(stream.status()).isEqualTo("400");
    assertThat(stream.reset()).isEqualTo(Http2Error.NO_ERROR.code());
    assertThat(caller.connection().isActive()).isTrue();
  }

  @Test
  void aHeadThatIsTooLargeIs431() {
    Http2Caller.Stream stream = caller.send(head().add("x-a", "a".repeat(61 * 1024)), true);
    await().until(() -> stream.status().equals("431"));
    assertThat(endpoint.connections()).isZero();
  }

  @Test
  void aBodyThatIsNotAsLongAsItSaysIsReset() {
    Http2Caller.Stream stream =
        caller.send(Http2Caller.head("GET", "/later").add("content-length", "3"), false);
    stream.data("too long", true);
    await().until(() -> stream.reset() == Http2Error.PROTOCOL_ERROR.code());
    assertThat(endpoint.received()).doesNotContain("too long");
  }

  @Test
  void oneConnectionCarriesNoMoreThan100StreamsAtATime() {
    List<Http2Caller.Stream> streams = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      streams.add(caller.send(Http2Caller.head("GET", "/later"), true));
    }
    await().until(() -> proxy.sidecar().activity().requests() == 100);
    later.countDown();
    await().until(() -> streams.stream().allMatch(Http2Caller.Stream::ended));
    await().until(() -> proxy.sidecar().activity().requests() == 0);
  }

  @Test
  void resetsInQuickSuccessionEndTheConnection() {
    for (int i = 0; i < 400 && caller.connection().isActive(); i++) {
      try {
        caller
            .send(Http2Caller.head("GET", "/later"), true)
            .channel()
            .writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
      } catch (Exception e) { // Netty throws a checked one unseen
        assertThat(caller.connection().closeFuture().awaitUninterruptibly(5_000)).isTrue();
      }
    }
    await().until(() -> !caller.connection().isActive());
    await().until(() -> proxy.sidecar().activity().requests() == 0);
  }

  @Test
  void pingsInQuickSuccessionEndTheConnection() {
    for (int i = 0; i < 2_000 && caller.connection().isActive(); i++) {
      caller.connection().writeAndFlush(new DefaultHttp2PingFrame(i));
    }
    await().until(() -> !caller.connection().isActive());
  }

  @Test
  void aCallerThatResetsItsStreamHasHungUp() {
    Http2Caller.Stream stream = caller.send(Http2Caller.head("GET", "/later"), true);
    await().until(() -> endpoint.connections() == 1);
    stream.channel().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    proxy.awaitPage("response_code=\"0\",grpc_response_status=\"\",response_flags=\"DC\"");
    assertThat(caller.connection().isActive()).isTrue();
  }

  @Test
  void aShutDownSaysGoodbyeAndLetsStreamsEnd() throws Exception {
    Http2Caller.Stream stream = caller.send(Http2Caller.head("GET", "/later"), true);
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
    await().until(() -> caller.goAways().contains(Http2Error.NO_ERROR.code()));
    later.countDown();
    await().until(stream::ended);
    assertThat(stream.body()).isEqualTo("ok");
    assertThat(ending.get()).isTrue();
  }

  @Test
  void anAnswerBeforeTheRequestsEndComesWholeAndThenTheRequestIsCutOff() {
    Http2Caller.Stream stream = caller.send(Http2Caller.head("POST", "/up"), false);

    await().until(() -> stream.reset() >= 0);
    assertThat(stream.reset()).isEqualTo(Http2Error.NO_ERROR.code());
    assertThat(stream.body()).isEqualTo("ok");
    assertThat(stream.heads().get(1).get("x-trailer")).hasToString("t");
    assertThat(stream.ended()).isTrue();
  }

  @Test
  void aCallerOfHttp1CanBeServedByAnEndpointOfHttp2() throws IOException {
    // Two sidecars in a row, the first of which speaks HTTP/2 to the second whatever it is asked
    // in.
    try (TestProxy first =
        TestProxy.inbound(
            new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), proxy.port()),
            HttpSettings.DEFAULT
                .withTimeouts(TestProxy.PATIENT)
                .withUpstream(UpstreamProtocol.HTTP2))) {
      String post =
          "POST /up HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi";
      assertThat(first.ask(post)).startsWith("HTTP/1.1 200 OK").contains("ok", "x-trailer: t");
      assertThat(endpoint.received()).contains("POST /up HTTP/1.1");
    }
  }
}
