package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be read in two ways is answered, the connection closed, and nothing goes on. */
class SmugglingTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private SocketEndpoint endpoint;
  private TestProxy proxy;

  @BeforeEach
  void start() throws IOException {
    endpoint = SocketEndpoint.answering(OK);
    proxy = TestProxy.inbound(endpoint.address());
  }

  @AfterEach
  void stop() {
    proxy.close();
    endpoint.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "both framings | POST / HTTP/1.1~Host: a~Content-Length: 5~Transfer-Encoding: chunked~~0~~x",
        "two lengths | POST / HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 6~~hello",
        "a list of lengths | POST / HTTP/1.1~Host: a~Content-Length: 5, 6~~hello",
        "a signed length | POST / HTTP/1.1~Host: a~Content-Length: +5~~hello",
        "a negative length | POST / HTTP/1.1~Host: a~Content-Length: -5~~hello",
        "a folded header | GET / HTTP/1.1~Host: a~X-A: b~ folded~~",
        "a folded first header | GET / HTTP/1.1~ Host: a~~",
        "a folded header after empty lines | ~~GET / HTTP/1.1~Host: a~X-A: b~\t folded~~",
        "a blank before the colon | GET / HTTP/1.1~Host: a~Content-Length : 5~~hello",
        "a blank in a name | GET / HTTP/1.1~Host: a~X A: b~~",
        "a null in a name | GET / HTTP/1.1~Host: a~X\0A: b~~",
        "a null in a value | GET / HTTP/1.1~Host: a~X-A: b\0c~~",
        "no colon | GET / HTTP/1.1~Host: a~nonsense~~",
        "two hosts | GET / HTTP/1.1~Host: a~Host: b~~",
        "no host | GET / HTTP/1.1~~",
        "an empty host | GET / HTTP/1.1~Host:~~",
        "a host with a path | GET / HTTP/1.1~Host: a/b~~",
        "a user in the host | GET / HTTP/1.1~Host: a@b~~",
        "chunked not last | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, identity~~0~~",
        "no chunked at all | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip~~hello",
        "a coding in disguise | POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~",
        "a coding in 1.0 | POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~",
        "a blank in the target | GET /a b HTTP/1.1~Host: a~~",
        "a fragment in the target | GET /a#b HTTP/1.1~Host: a~~",
        "a target that is no path | GET a HTTP/1.1~Host: a~~",
        "another scheme | GET ftp://a/ HTTP/1.1~Host: a~~",
        "a user in the target | GET http://u@a/ HTTP/1.1~Host: a~~",
        "no HTTP | banana~~",
      })
  void isABadRequest(String what, String request) throws IOException {
    assertThat(proxy.ask(wire(request))).as(what).startsWith("HTTP/1.1 400 Bad Request");
    nothingWentOn();
  }

  @Test
  void aBareLineFeedIsABadRequest() throws IOException {
    assertThat(proxy.ask("GET / HTTP/1.1\nHost: a\n\n")).startsWith("HTTP/1.1 400 Bad Request");
    nothingWentOn();
  }

  private static String wire(String request) {
    return request.replace("~", "\r\n");
  }

  private void nothingWentOn() {
    assertThat(endpoint.received()).isEmpty();
    assertThat(endpoint.connections()).isZero();
  }

  @Test
  void anUnknownCodingBeforeChunkedIsNotImplemented() throws IOException {
    String request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n";
    assertThat(proxy.ask(request)).startsWith("HTTP/1.1 501 ");
    nothingWentOn();
  }

  @Test
  void aTunnelIsNotImplemented() throws IOException {
    assertThat(proxy.ask("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 501 ");
    nothingWentOn();
  }

  @Test
  void anotherVersionIsNotSupported() throws IOException {
    assertThat(proxy.ask("GET / HTTP/3.0\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    nothingWentOn();
  }

  @Test
  void aHeadOfMoreThan60KibibytesIsTooLarge() throws IOException {
    String large = "GET / HTTP/1.1\r\nHost: a\r\nX-A: " + "a".repeat(61 * 1024) + "\r\n\r\n";
    assertThat(proxy.ask(large)).startsWith("HTTP/1.1 431 ");
    nothingWentOn();
  }

  @Test
  void aRequestLineOfMoreThan60KibibytesIsTooLarge() throws IOException {
    String large = "GET /" + "a".repeat(61 * 1024) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    assertThat(proxy.ask(large)).startsWith("HTTP/1.1 431 ");
    nothingWentOn();
  }

  @Test
  void moreThan100FieldsAreTooMany() throws IOException {
    String many = "GET / HTTP/1.1\r\nHost: a\r\n" + "X-A: b\r\n".repeat(100) + "\r\n";
    assertThat(proxy.ask(many)).startsWith("HTTP/1.1 431 ");
    nothingWentOn();
  }

  @Test
  void aHundredFieldsAreNot() throws IOException {
    String enough = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    assertThat(proxy.ask(enough + "X-A: b\r\n".repeat(98) + "\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz", "-1", "0x5", "", " ;", "fffffffff", "5;\u0000"})
  void aChunkWithoutASizeEndsTheRequestWithoutReachingTheNext(String size) throws IOException {
    String request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + size
            + "\r\nhello\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    // The endpoint answers a head at once, so the answer may be its own or the refusal.
    assertThat(proxy.ask(request)).doesNotContain("ok\r\nHTTP").containsOnlyOnce("HTTP/1.1 ");
    assertThat(endpoint.received()).doesNotContain("smuggled");
  }

  @Test
  void aChunkThatIsLongerThanItSaysIsRefused() throws IOException {
    String request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n";
    assertThat(proxy.ask(request)).containsOnlyOnce("HTTP/1.1 ");
  }

  @Test
  void anAbsoluteTargetNamesTheHostWhateverTheHeaderSays() throws IOException {
    String request = "GET http://real:80/x?y=z HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n\r\n";

    assertThat(proxy.ask(request)).startsWith("HTTP/1.1 200 ");
    assertThat(endpoint.received()).startsWith("GET /x?y=z HTTP/1.1\r\n").contains("real:80");
    assertThat(endpoint.received()).doesNotContain("fake");
  }

  @Test
  void whatConnectionNamesIsNotPassedOnButTheFramingIs() throws IOException {
    String request =
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close, X-Secret, Content-Length, Host\r\n"
            + "X-Secret: s\r\nKeep-Alive: 5\r\nProxy-Connection: x\r\nUpgrade: h2c\r\n"
            + "HTTP2-Settings: x\r\nTE: gzip\r\nContent-Length: 2\r\n\r\nhi";

    assertThat(proxy.ask(request)).startsWith("HTTP/1.1 200 ");
    assertThat(endpoint.received().toLowerCase(java.util.Locale.ROOT))
        .contains("content-length: 2", "host: a")
        .doesNotContain("secret", "keep-alive", "proxy-", "upgrade", "settings", "te: ");
  }

  @Test
  void aBadRequestBehindAGoodOneIsAnsweredAfterIt() throws IOException {
    try (Socket socket = proxy.connect()) {
      TestProxy.send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\n");
      assertThat(TestProxy.readUntil(socket, "400 Bad Request"))
          .containsSubsequence("200 OK", "400 Bad Request");
    }
  }
}
