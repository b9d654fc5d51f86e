package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.access.Retries;
import org.meshparity.rules.LabelMatchers;

/** Many raw samples are read as a server keeps them, if a trial shows that this is the same. */
class RemoteReadTest {

  private static final long AFTER = 1000;
  private static final long UNTIL = 9000;
  private static final LabelMatchers ALL = LabelMatchers.ALL;
  private static final PrometheusOptions OPTIONS =
      PrometheusOptions.DEFAULT.withRetries(Retries.NONE).withRemoteReads(RemoteReads.ALWAYS);

  private static final long[] UP_TIMES = {2000, 4000};
  private static final byte[] UP = up(Map.of());

  private final List<List<String>> asked = new CopyOnWriteArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private static byte[] up(Map<String, String> more) {
    return series("up", more, UP_TIMES, 1, 0);
  }

  private static byte[] series(
      String name, Map<String, String> more, long[] times, double... values) {
    Map<String, String> labels = new TreeMap<>(Map.of("__name__", name, "job", "j"));
    labels.putAll(more);
    return ChunkStream.series(labels, times, values);
  }

  private static byte[] stream(byte[]... series) {
    return new ChunkStream().frame(0, series).bytes();
  }

  /** Answers queries with JSON, and reads of {@code up} and of x_total with streams. */
  private StubServer server(IntFunction<byte[]> up, StubServer.Answer reads) {
    return StubServer.answering(
        (request, exchange) -> {
          if (!request.path().startsWith("/p/api/v1/read")) {
            String name = request.body().contains("up") ? "up" : "x_total";
            String values = name.equals("up") ? "[2,\"1\"],[4,\"0\"]" : "[3,\"7\"]";
            answer(exchange, "application/json", json(name, values));
            return;
          }
          List<String> question = question(request);
          if (question.get(0).contains("__name__=up")) {
            byte[] told =
                up.apply(question.size() - 2); // behind what external labels are asked for
            answer(exchange, "application/x-streamed-protobuf", told);
          } else {
            reads.to(request, exchange);
          }
        });
  }

  private static StubServer.Answer streaming(byte[] body) {
    return (request, exchange) -> answer(exchange, "application/x-streamed-protobuf", body);
  }

  private static byte[] json(String name, String values) {
    String text =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
            + ("{\"__name__\":\"" + name + "\",\"job\":\"j\"},\"values\":[" + values + "]}]}}");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    StubServer.send(exchange, 200, type, body);
  }

  private List<String> question(StubServer.Seen request) throws IOException {
    byte[] packed = request.body().getBytes(StandardCharsets.ISO_8859_1);
    byte[] message = new byte[SnappyDecompressor.getUncompressedLength(packed, 0)];
    new SnappyDecompressor().decompress(packed, 0, packed.length, message, 0, message.length);
    List<String> question = ChunkStream.asked(message);
    asked.add(question);
    return question;
  }

  private PrometheusSource open(StubServer server) {
    return (PrometheusSource)
        PrometheusSource.of(server.url() + "/p", OPTIONS.withName("prom")).noting(notes::add);
  }

  private static boolean trial(PrometheusSource source) throws SourceUnavailable {
    return source.readChunks(5, ALL, AFTER, UNTIL);
  }

  private static List<RawSeries> read(PrometheusSource source, String matchers)
      throws SourceUnavailable {
    List<RawSeries> found = new ArrayList<>();
    assertThat(source.samples("x_total", LabelMatchers.parse(matchers), AFTER, UNTIL, found::add))
        .isEmpty();
    return found;
  }

  /** What a query would have told instead. */
  private static void assertQueried(List<RawSeries> found) {
    assertThat(found).hasSize(1);
    assertThat(found.get(0).timestamps()).containsExactly(3000);
  }

  @Test
  void samplesOfTheRangeAreHandedOverWithoutMarkers() throws Exception {
    double stale = Double.longBitsToDouble(0x7FF0000000000002L);
    long[] times = {999, 1000, 1001, 5000, 7000, 9000, 9001};
    byte[] series =
        series("x_total", Map.of("a", "é\n\""), times, 1, 2, 3, Double.NaN, stale, 6, 7);
    try (StubServer server = server(at -> stream(UP), streaming(stream(series)));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      List<RawSeries> found = read(source, "");

      assertThat(found).hasSize(1);
      assertThat(found.get(0).labels().toMap())
          .containsExactly(
              Map.entry("__name__", "x_total"), Map.entry("a", "é\n\""), Map.entry("job", "j"));
      assertThat(found.get(0).timestamps()).containsExactly(1001, 5000, 9000);
      assertThat(found.get(0).values()).containsExactly(3, Double.NaN, 6);
      assertThat(server.seen().get(2).path()).isEqualTo("/p/api/v1/read");
    }
  }

  @Test
  void theQuestionIsThatOfAQuery() throws Exception {
    try (StubServer server =
            server(
                at -> stream(UP),
                streaming(stream(series("x_total", Map.of(), new long[] {5000}, 1))));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      read(source, "job=\"j\",b!=\"c\\\"\",d=~\".*|\",e!~\"f\"");

      StubServer.Seen seen = server.seen().get(2);
      assertThat(asked.get(1))
          .containsExactly("1001 9000 __name__=x_total job=j b!=c\" d=~.*| e!~f", "accepts 1");
      assertThat(seen.method()).isEqualTo("POST");
      assertThat(seen.header("Content-Encoding")).containsExactly("snappy");
      assertThat(seen.header("Content-Type")).containsExactly("application/x-protobuf");
      assertThat(seen.header("X-Prometheus-Remote-Read-Version")).containsExactly("0.1.0");
    }
  }

  @Test
  void aSeriesMayGoOnInTheNextFrame() throws Exception {
    byte[] stream =
        new ChunkStream()
            .frame(
                0,
                series("x_total", Map.of("a", "1"), new long[] {2000}, 1),
                series("x_total", Map.of("a", "2"), new long[] {2000, 3000}, 2, 3))
            .frame(0, series("x_total", Map.of("a", "2"), new long[] {4000}, 4))
            .frame(0, series("x_total", Map.of("a", "3"), new long[] {2000, 3000}, 5, 6))
            .bytes();
    try (StubServer server = server(at -> stream(UP), streaming(stream));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      List<RawSeries> found = read(source, "");

      assertThat(found).hasSize(3);
      assertThat(found.get(1).values()).containsExactly(2, 3, 4);
      assertThat(found.get(2).timestamps()).containsExactly(2000, 3000);
    }
  }

  @Test
  void nothingIsReadSoBeforeATrialAndOfFewSeries() throws Exception {
    PrometheusOptions usual = OPTIONS.withRemoteReads(RemoteReads.AUTO);
    try (StubServer server = server(at -> stream(UP), streaming(stream()));
        PrometheusSource source = PrometheusSource.of(server.url() + "/p", usual)) {
      assertQueried(read(source, ""));
      assertThat(source.readChunks(999, ALL, AFTER, UNTIL)).isFalse();
      assertQueried(read(source, ""));
      assertThat(asked).isEmpty();
      assertThat(source.readChunks(1000, ALL, AFTER, UNTIL)).isTrue();
      assertThat(read(source, "")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"404", "400", "403", "405", "500", "503"})
  void aServerWithoutItIsQueried(int status) throws Exception {
    try (StubServer server =
            StubServer.answering(
                (request, exchange) -> {
                  boolean read = request.path().endsWith("/read");
                  String name = request.body().contains("up") ? "up" : "x_total";
                  StubServer.send(
                      exchange,
                      read ? status : 200,
                      "application/json",
                      read ? new byte[0] : json(name, "[3,\"7\"]"));
                });
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isFalse();
      assertQueried(read(source, ""));
      assertThat(notes).isEmpty();
    }
  }

  /** It shows other samples, other series, or something else altogether: then it is not used. */
  @Test
  void whatDoesNotTellTheSameIsNotUsed() throws Exception {
    List<byte[]> others =
        List.of(
            stream(),
            stream(series("up", Map.of(), UP_TIMES, 1, 1)),
            stream(series("up", Map.of(), new long[] {2000}, 1)),
            stream(series("up", Map.of(), new long[] {2000, 4001}, 1, 0)),
            stream(UP, series("up", Map.of("a", "b"), UP_TIMES, 1, 0)),
            stream(series("down", Map.of(), UP_TIMES, 1, 0)),
            "<html>login</html>".getBytes(StandardCharsets.UTF_8));
    for (byte[] other : others) {
      try (StubServer server = server(at -> other, streaming(stream()));
          PrometheusSource source = open(server)) {
        assertThat(trial(source)).isFalse();
        assertQueried(read(source, ""));
      }
    }
  }

  @Test
  void anAnswerOfSamplesInsteadOfChunksIsNotUsed() throws Exception {
    try (StubServer server =
            StubServer.answering(
                (request, exchange) ->
                    answer(
                        exchange,
                        request.path().endsWith("/read")
                            ? "application/x-protobuf"
                            : "application/json",
                        json("up", "[2,\"1\"]")));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isFalse();
    }
  }

  /** As Prometheus does: it adds them to series that lack them. */
  @Test
  void externalLabelsAreTakenOffAgain() throws Exception {
    Map<String, String> added = Map.of("cluster", "eu", "replica", "a");
    byte[] stream =
        new ChunkStream().frame(2, series("x_total", added, new long[] {5000}, 1)).bytes();
    try (StubServer server =
            server(at -> new ChunkStream().frame(at, up(added)).bytes(), streaming(stream));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      assertThat(read(source, "job=\"j\"").get(0).labels().toMap())
          .containsOnlyKeys("__name__", "job");
      assertThat(asked.get(2).get(2))
          .startsWith("1001 9000 __name__=x_total job=j ")
          .contains(" cluster=", " replica=");
      assertThat(asked.get(2).subList(0, 2))
          .containsExactlyInAnyOrder(
              "1001 9000 __name__=x_total job=j cluster!=",
              "1001 9000 __name__=x_total job=j replica!=");
    }
  }

  @Test
  void whoeverAsksForAnExternalLabelIsAnsweredByAQuery() throws Exception {
    Map<String, String> added = Map.of("cluster", "eu");
    try (StubServer server =
            server(at -> new ChunkStream().frame(at, up(added)).bytes(), streaming(stream()));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      assertQueried(read(source, "cluster=\"\""));
    }
  }

  @Test
  void seriesThatCarryAnExternalLabelThemselvesAreQueried() throws Exception {
    Map<String, String> added = Map.of("cluster", "eu");
    byte[] stream =
        new ChunkStream()
            .frame(0, series("x_total", Map.of("cluster", "us"), new long[] {5000}, 1))
            .frame(1, series("x_total", added, new long[] {5000}, 1))
            .bytes();
    try (StubServer server =
            server(at -> new ChunkStream().frame(at, up(added)).bytes(), streaming(stream));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      assertQueried(read(source, ""));
      assertThat(notes).singleElement().asString().contains("external labels", "x_total");
    }
  }

  @Test
  void histogramsAndOverlapsAreQueried() throws Exception {
    Map<String, String> labels = Map.of("__name__", "x_total", "job", "j");
    byte[] one = ChunkStream.chunk(1, XorWriter.chunk(new long[] {3000, 5000}, new long[2]));
    byte[] other = ChunkStream.chunk(1, XorWriter.chunk(new long[] {4000}, new long[1]));
    byte[] histogram = ChunkStream.chunk(2, new byte[20]);
    for (byte[] series :
        List.of(
            ChunkStream.series(labels, one, other),
            ChunkStream.series(labels, one, one),
            ChunkStream.series(labels, histogram))) {
      try (StubServer server = server(at -> stream(UP), streaming(stream(series)));
          PrometheusSource source = open(server)) {
        assertThat(trial(source)).isTrue();
        assertQueried(read(source, ""));
      }
    }
    assertThat(notes).hasSize(3);
  }

  /** Once series were handed over, whoever has them must learn that they are void. */
  @Test
  void whatTurnsOutNotToSuitInItsMiddleIsToBeAskedAgain() throws Exception {
    byte[] histogram =
        ChunkStream.series(
            Map.of("__name__", "x_total", "job", "k"), ChunkStream.chunk(2, new byte[20]));
    byte[] stream =
        new ChunkStream()
            .frame(0, series("x_total", Map.of("a", "1"), new long[] {5000}, 1))
            .frame(0, series("x_total", Map.of("a", "2"), new long[] {5000}, 1))
            .frame(0, histogram)
            .bytes();
    try (StubServer server = server(at -> stream(UP), streaming(stream));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      assertThatThrownBy(() -> read(source, "")).isInstanceOf(AskAgain.class);
      assertQueried(read(source, ""));
      assertThat(notes).hasSize(1);
    }
  }

  private void assertFault(byte[] stream, String told) throws Exception {
    try (StubServer server = server(at -> stream(UP), streaming(stream));
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      List<RawSeries> found = new ArrayList<>();
      assertThatThrownBy(() -> source.samples("x_total", ALL, AFTER, UNTIL, found::add))
          .isInstanceOf(SourceUnavailable.class)
          .isNotInstanceOf(QueryTooLarge.class)
          .hasMessageStartingWith("prom ")
          .hasMessageContaining(told)
          .hasMessageEndingWith("(query: remote read of x_total{})");
    }
  }

  @Test
  void aStreamThatIsDamagedIsAFault() throws Exception {
    byte[] good = series("x_total", Map.of(), new long[] {5000}, 1);
    byte[] whole = stream(good);
    byte[] flipped = whole.clone();
    flipped[whole.length - 3] ^= 4;
    String checksum = "whose checksum is wrong";

    assertFault(flipped, checksum);
    assertFault(new ChunkStream().frame(new byte[] {10, 0}, 1).bytes(), checksum);
    assertFault(Arrays.copyOf(whole, whole.length - 1), "was cut off in the middle");
    assertFault(Arrays.copyOf(whole, 3), "was cut off in the middle");
    assertFault(new ChunkStream().frame(0, good).raw("e").bytes(), "was cut off in the middle");
    assertFault(
        new ChunkStream().frame(0, good).raw("error: out of memory\n").bytes(),
        "was cut off in the middle");
    assertFault(new ChunkStream().frame(new byte[] {10, 99, 1}).bytes(), "a damaged message");
    assertFault(new ChunkStream().frame(new byte[] {(byte) 0x80}).bytes(), "a damaged message");
    assertFault(new ChunkStream().raw("\u007f").bytes(), "was cut off in the middle");
    assertFault(
        new byte[] {-1, -1, -1, -1, 15, 0, 0, 0, 0, 0}, "a frame of more than 67108864 bytes");
    assertFault(
        stream(
            ChunkStream.series(
                Map.of("__name__", "x_total"), ChunkStream.chunk(1, new byte[] {0, 9, 3}))),
        "a damaged chunk of samples");
  }

  @Test
  void whatNobodyAskedForIsAFault() throws Exception {
    byte[] one = series("x_total", Map.of("a", "1"), new long[] {5000}, 1);
    byte[] two = series("x_total", Map.of("a", "2"), new long[] {5000}, 1);
    byte[] other = series("y_total", Map.of(), new long[] {5000}, 1);

    assertFault(stream(one, two, one), "the series {__name__=x_total, a=1, job=j} twice");
    assertFault(stream(other), "which nobody asked for");
    assertFault(
        stream(series("x_total", labels(1001), new long[] {5000}, 1)), "more than 1000 labels");
  }

  private static Map<String, String> labels(int count) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      labels.put("l" + i, "v");
    }
    return labels;
  }

  @Test
  void whoeverRefusesItLaterIsQueried() throws Exception {
    StubServer.Answer refuses =
        (request, exchange) -> StubServer.send(exchange, 403, "text/plain", new byte[0]);
    try (StubServer server = server(at -> stream(UP), refuses);
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      assertQueried(read(source, ""));
      assertThat(notes)
          .containsExactly(
              "answered 403 to remote read, so samples of x_total are queried instead");
    }
  }

  @Test
  void tooMuchIsToldAsSuch() throws Exception {
    StubServer.Answer refuses =
        (request, exchange) ->
            StubServer.send(
                exchange,
                400,
                "text/plain",
                "exceeded sample limit: too many samples".getBytes(StandardCharsets.UTF_8));
    try (StubServer server = server(at -> stream(UP), refuses);
        PrometheusSource source = open(server)) {
      assertThat(trial(source)).isTrue();
      assertThatThrownBy(() -> read(source, "")).isInstanceOf(QueryTooLarge.class);
    }
  }

  /** Frames have no end of their own, so a close at the wrong moment would look like one. */
  @Test
  void aStreamWhoseEndNobodyCanTellIsNotUsed() throws Exception {
    byte[] head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-streamed-protobuf\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] body = stream(UP);
    byte[] told = json("up", "[2,\"1\"],[4,\"0\"]");
    try (RawServer server =
            RawServer.answering(
                line ->
                    line.contains("/read")
                        ? List.of(head, body)
                        : RawServer.answer("application/json", told));
        PrometheusSource source = PrometheusSource.of(server.url(), OPTIONS)) {
      assertThat(trial(source)).isFalse();
    }
  }
}
