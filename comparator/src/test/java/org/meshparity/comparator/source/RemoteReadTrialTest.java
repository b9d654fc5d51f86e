package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks are read only where a trial has shown that they tell the same as a query. */
class RemoteReadTrialTest extends RemoteReadCase {
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

  @Test
  void whoeverCountsQuestionsSeesEachRequestOfATrial() throws Exception {
    PrometheusOptions usual = OPTIONS.withRemoteReads(RemoteReads.AUTO);
    AtomicInteger seen = new AtomicInteger();
    byte[] more = stream(up(Map.of("cluster", "eu")));
    try (StubServer server = server(at -> at == 0 ? more : stream(UP), streaming(stream()));
        PrometheusSource source = PrometheusSource.of(server.url() + "/p", usual)) {
      QuerySource watched =
          (QuerySource)
              ForwardingSource.of(
                  source,
                  question -> {
                    seen.incrementAndGet();
                    return question.put();
                  });
      watched.readChunks(999, ALL, AFTER, UNTIL);
      assertThat(seen).hasValue(0);
      watched.readChunks(1000, ALL, AFTER, UNTIL);
      assertThat(asked).hasSizeBetween(1, 3);
      assertThat(seen).hasValue(3);
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
