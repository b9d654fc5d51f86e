package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.RawSeries;

/** What is refused or damaged is queried instead, or is a fault; it is never data. */
class RemoteReadFaultsTest extends RemoteReadCase {
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

  @Test
  void bytesThatAreNoTextMakeNoLabel() throws Exception {
    byte[] wild = series("x_total", Map.of("a", "zz"), new long[] {5000}, 1);
    for (int i = 0; i < wild.length - 1; i++) {
      if (wild[i] == 'z' && wild[i + 1] == 'z') {
        wild[i] = (byte) 0xFF;
      }
    }

    assertFault(stream(wild), "a label of bytes that are not UTF-8");
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
}
