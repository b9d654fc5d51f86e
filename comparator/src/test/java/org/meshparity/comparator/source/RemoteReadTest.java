package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.RawSeries;

/** Raw samples are read from chunks as a query would tell them, or queried. */
class RemoteReadTest extends RemoteReadCase {
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
}
