package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.source.access.Retries;

/** Damaged, wrongly packed, endless and absurd answers: a reason, bounded memory, never data. */
@Timeout(60)
class BadBodiesTest {

  private static final String START =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[";
  private static final String ELEMENT = "{\"metric\":{\"a\":\"b\"},\"value\":[1,\"7\"]}";
  private static final byte[] WHOLE = (START + ELEMENT + "]}}").getBytes(StandardCharsets.UTF_8);
  private static final PrometheusOptions OPTIONS =
      PrometheusOptions.DEFAULT.withRetries(Retries.NONE);

  private static byte[] zstd(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.write(plain);
    }
    return out.toByteArray();
  }

  private static StubServer packed(String encoding, byte[] body) {
    return StubServer.answering(
        (request, exchange) -> {
          exchange.getResponseHeaders().set("Content-Encoding", encoding);
          StubServer.send(exchange, 200, "application/json", body);
        });
  }

  private static List<Double> ask(PrometheusSource source) throws SourceUnavailable {
    List<Double> values = new ArrayList<>();
    source.query("up", 1000, (labels, value) -> values.add(value));
    return values;
  }

  private static String fault(StubServer server, PrometheusOptions options) {
    try (PrometheusSource source = PrometheusSource.of(server.url(), options)) {
      SourceUnavailable fault = catchThrowableOfType(SourceUnavailable.class, () -> ask(source));
      assertThat(fault).isNotNull();
      return String.valueOf(fault.getMessage());
    }
  }

  @Test
  void gzipAndZstdAreUnpacked() throws Exception {
    for (StubServer made :
        List.of(
            packed("gzip", gzip(WHOLE)), packed("zstd", zstd(WHOLE)), packed("identity", WHOLE))) {
      try (StubServer server = made;
          PrometheusSource source = PrometheusSource.of(server.url(), OPTIONS)) {
        assertThat(ask(source)).containsExactly(7.0);
      }
    }
  }

  /** Both kinds may come in parts; what skippable frames hold is for others. */
  @Test
  void packedPartsAreOneAnswer() throws Exception {
    byte[] first = Arrays.copyOf(WHOLE, 30);
    byte[] rest = Arrays.copyOfRange(WHOLE, 30, WHOLE.length);
    byte[] nothing = new byte[0];
    byte[] named = gzipWithAllHeaders(rest);
    byte[] skipped = {0x5f, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7};
    for (StubServer made :
        List.of(
            packed("gzip", joined(gzip(first), gzip(nothing), gzip(rest), gzip(nothing))),
            packed("gzip", joined(gzip(first), named)),
            packed("zstd", joined(zstd(first), zstd(nothing), zstd(rest))),
            packed("zstd", joined(skipped, zstd(first), skipped, skipped, zstd(rest), skipped)))) {
      try (StubServer server = made;
          PrometheusSource source = PrometheusSource.of(server.url(), OPTIONS)) {
        assertThat(ask(source)).containsExactly(7.0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 9, 12, 17, 20})
  void aSecondPartThatIsCutIsNoAnswer(int length) throws Exception {
    byte[] gzip = joined(gzip(WHOLE), Arrays.copyOf(gzip(WHOLE), length));
    try (StubServer server = packed("gzip", gzip)) {
      assertThat(fault(server, OPTIONS)).contains("cut off in the middle of its answer");
    }
    byte[] zstd = joined(zstd(WHOLE), Arrays.copyOf(zstd(WHOLE), length));
    try (StubServer server = packed("zstd", zstd)) {
      assertThat(fault(server, OPTIONS)).containsAnyOf("cut off in the middle", "is damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void whatFollowsThePackedPartsIsNoPartOfAnAnswer(String encoding) throws Exception {
    byte[] whole = encoding.equals("gzip") ? gzip(WHOLE) : zstd(WHOLE);
    for (String garbage : List.of("\0", "g", "\0\0\0\0", "garbage of some length")) {
      byte[] more = joined(whole, garbage.getBytes(StandardCharsets.UTF_8));
      try (StubServer server = packed(encoding, more)) {
        assertThat(fault(server, OPTIONS)).containsAnyOf("packing is damaged", "was cut off");
      }
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    return PrometheusSourceTest.gzip(plain);
  }

  /** Extra field, name, comment and the checksum of all that. */
  private static byte[] gzipWithAllHeaders(byte[] plain) throws IOException {
    byte[] usual = gzip(plain);
    byte[] head = joined(Arrays.copyOf(usual, 10), new byte[] {3, 0, 1, 2, 3, 'a', 0, 'b', 'c', 0});
    head[3] = 2 | 4 | 8 | 16;
    CRC32 crc = new CRC32();
    crc.update(head);
    byte[] sum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    return joined(head, sum, Arrays.copyOfRange(usual, 10, usual.length));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {-8, -4, -1})
  void aWrongChecksumOrLengthIsNoAnswer(int from) throws Exception {
    byte[] body = gzip(WHOLE);
    body[body.length + from] ^= 0x40;
    try (StubServer server = packed("gzip", body)) {
      assertThat(fault(server, OPTIONS)).contains("damaged answer (its gzip packing is damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void whatIsNotPackedAsItSaysIsNoAnswer(String encoding) {
    try (StubServer server = packed(encoding, WHOLE)) {
      assertThat(fault(server, OPTIONS)).contains("its " + encoding + " packing is damaged");
    }
  }

  @Test
  void aCutZstdBodyIsNoAnswer() throws Exception {
    byte[] body = zstd(WHOLE);
    try (StubServer server = packed("zstd", Arrays.copyOf(body, body.length - 9))) {
      assertThat(fault(server, OPTIONS)).containsAnyOf("packing is damaged", "cut off", "a part");
    }
  }

  @Test
  void anEncodingThatNobodyAskedForIsSaid() {
    try (StubServer server = packed("br", WHOLE)) {
      assertThat(fault(server, OPTIONS)).contains("answered with the content encoding br, which");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void aBombIsStoppedEarlyWhateverItIsPackedIn(String encoding) throws Exception {
    byte[] blanks = new byte[64_000_000];
    Arrays.fill(blanks, (byte) ' ');
    byte[] bomb = encoding.equals("gzip") ? gzip(blanks) : zstd(blanks);
    try (StubServer server = packed(encoding, joined(bomb, bomb))) {
      assertThat(fault(server, OPTIONS.withMaxResponseBytes(1_000_000)))
          .contains("more than the 1000000 bytes allowed");
    }
  }

  @Test
  void anErrorTextMayBePackedAndMayBeABomb() throws Exception {
    byte[] words = new byte[30_000_000];
    Arrays.fill(words, (byte) 'x');
    byte[] bomb = gzip(words);
    try (StubServer server =
        StubServer.answering(
            (request, exchange) -> {
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              StubServer.send(exchange, 500, "text/plain", bomb);
            })) {
      assertThat(fault(server, OPTIONS)).contains("answered 500 (xxx").hasSizeLessThan(1000);
    }
  }

  @Test
  void elementsBeforeACutInTheMiddleOfAChunkAreVoid() {
    String cut = START + ELEMENT + ",{\"met";
    assertThat(raw("Transfer-Encoding: chunked\r\n\r\n" + "1000\r\n" + cut)).contains("cut off");
    assertThat(raw("Transfer-Encoding: chunked\r\n\r\n" + "zz\r\n" + cut))
        .contains("does not keep to the rules of HTTP");
    String first = Integer.toHexString(cut.length()) + "\r\n" + cut + "\r\n";
    assertThat(raw("Transfer-Encoding: chunked\r\n\r\n" + first))
        .contains("cut off in the middle of its answer; try again");
    assertThat(raw("Content-Length: 9999\r\n\r\n" + cut)).contains("cut off");
    assertThat(raw("Connection: close\r\n\r\n" + cut)).contains("only a part of its answer");
  }

  @Test
  void whereverAnAnswerIsCutItIsSaidToBe() {
    String whole = START + ELEMENT + "]}}";
    for (int length = 1; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      assertThat(raw("Connection: close\r\n\r\n" + cut))
          .as(cut)
          .contains("only a part of its answer");
    }
  }

  @Test
  void aLimitThatIsHitHalfWayIsNoAnswer() {
    String half =
        START + ELEMENT + "]},\"status\":\"error\",\"errorType\":\"execution\",\"error\":";
    assertThat(raw("Connection: close\r\n\r\n" + half + "\"query timed out\"}"))
        .contains("query timed out", "ask for less at once");
  }

  @Test
  void aLengthBelowZeroIsNoAnswer() {
    assertThat(raw("Content-Length: -5\r\n\r\n{}"))
        .contains("does not keep to the rules of HTTP (its Content-Length is below zero)");
  }

  @Test
  void hugeHeadersAreNotKeptAndCalledWhatTheyAre() {
    String much = "x".repeat(2_000_000);
    assertThat(raw("X-Much: " + much))
        .contains("rules of HTTP (its headers take more than 256 KB)");
    assertThat(raw("X-Much: x\r\n".repeat(200_000))).contains("headers take more than 256 KB");
    assertThat(whole("HTTP/1.1 200 " + much)).contains("its headers take more than 256 KB");
    assertThat(whole("HTTP/1.1 100 Go on\r\n\r\n".repeat(50_000)))
        .contains("its headers take more than 256 KB");
  }

  @Test
  void headersThatAreCutOffAreNotCalledLarge() {
    assertThat(raw("X-Much: " + "x".repeat(200_000))).contains("cut off");
    assertThat(raw("X-Much: x\r\n".repeat(1000))).contains("cut off");
    assertThat(whole("HTTP/1.1 20")).contains("cut off");
    assertThat(whole("")).contains("cut off");
  }

  @Test
  void aBodyThatNeverEndsIsLeft() {
    PrometheusOptions hasty = OPTIONS.withCallTimeout(Duration.ofMillis(700));
    try (StubServer server =
        StubServer.answering(
            (request, exchange) ->
                endless(exchange, n -> ELEMENT.replace("\"b\"", "\"" + n + '"')))) {
      assertThat(fault(server, hasty)).contains("longer than the time allowed for one request");
    }
    try (StubServer server =
        StubServer.answering(
            (request, exchange) ->
                endless(exchange, n -> ELEMENT.replace("\"b\"", "\"" + n + '"')))) {
      assertThat(fault(server, OPTIONS.withMaxResponseBytes(3_000_000)))
          .contains("more than the 3000000 bytes allowed");
    }
  }

  @Test
  void aSeriesOfAHundredThousandLabelsIsReadOrRefusedWithAReason() throws Exception {
    StringBuilder metric = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      metric.append(i == 0 ? "" : ",").append("\"l").append(i).append("\":\"v\"");
    }
    String body = START + "{\"metric\":{" + metric + "},\"value\":[1,\"7\"]}]}}";
    try (StubServer server = StubServer.json(body);
        PrometheusSource source = PrometheusSource.of(server.url(), OPTIONS)) {
      try {
        assertThat(ask(source)).containsExactly(7.0);
      } catch (SourceUnavailable refused) {
        assertThat(refused).hasMessageContaining("label");
      }
    }
  }

  private static void endless(HttpExchange exchange, UnaryOperator<String> element)
      throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(START.getBytes(StandardCharsets.UTF_8));
      for (int n = 0; ; n++) {
        out.write((element.apply(String.valueOf(n)) + ",").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static String raw(String afterStatus) {
    return whole("HTTP/1.1 200 OK\r\n" + afterStatus);
  }

  /** The fault after an answer whose every byte is ours, followed by the end of the connection. */
  private static String whole(String answer) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        PrometheusSource source =
            PrometheusSource.of("http://127.0.0.1:" + socket.getLocalPort(), OPTIONS)) {
      Thread server = new Thread(() -> serve(socket, answer));
      server.start();
      SourceUnavailable fault = catchThrowableOfType(SourceUnavailable.class, () -> ask(source));
      assertThat(fault).isNotNull();
      return String.valueOf(fault.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void serve(ServerSocket socket, String answer) {
    while (!socket.isClosed()) {
      try (Socket caller = socket.accept()) {
        InputStream in = caller.getInputStream();
        StringBuilder request = new StringBuilder();
        while (request.indexOf("nocache=1") < 0) {
          int next = in.read();
          if (next < 0) {
            break;
          }
          request.append((char) next);
        }
        caller.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        caller.getOutputStream().flush();
        caller.shutdownOutput();
        while (in.read() >= 0) {
          // until the caller has heard enough
        }
      } catch (IOException closed) {
        // the caller left, or the test is over
      }
    }
  }
}
