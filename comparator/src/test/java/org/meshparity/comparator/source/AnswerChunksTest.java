package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes arrive in pieces of any size, and a number is a number however it is written. */
class AnswerChunksTest {

  private static final TimeRange ASKED = new TimeRange(0, 10_000_000_000L);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 1000, 70_000})
  void piecesOfAnySizeGiveWhatTheWholeGives(int longest) throws IOException {
    byte[] answer = answer(800);

    assertThat(read(new Pieces(answer, longest))).isEqualTo(read(new ByteArrayInputStream(answer)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "12345678, 12345678",
    "123456789012345, 123456789012345",
    "9007199254740993, 9007199254740992",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "-5, -5",
    "1.5e3, 1500",
    "0.25, 0.25",
    "000123, 123",
    "NaN, NaN",
    "+Inf, Infinity",
  })
  void aValueIsReadTheSameFirstAndInARun(String written, double value) throws IOException {
    String sample = ",\"" + written + "\"]";
    String row = "[[1000" + sample + ",[1000.5" + sample + ",[1001.25" + sample + ",[1002" + sample;
    String padding = " ".repeat(100); // so that the whole row is in the buffer

    assertThat(read(element("\"a\":\"b\"", row + "]" + padding)))
        .containsExactly(
            "{a=b} 1000000 " + value,
            "{a=b} 1000500 " + value,
            "{a=b} 1001250 " + value,
            "{a=b} 1002000 " + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1000,\"1\"],[01001,\"1\"]",
        "[1000,\"1\"],[1001,\"1\",]",
        "[1000,\"1\"],[1001,\"1\"],",
        "[1000,\"1\"],[1001,\"\"]",
        "[1000,\"1\"],[1001.,\"1\"]",
        "[1000,\"1\"],[1001,\"1_\"]",
        "[1000,\"1\"] [1001,\"1\"]",
        "[1000,\"1\"],[1000,\"1\"]",
        "[1000,\"1\"],[99999999999,\"1\"]",
      })
  void whatOnlyLooksLikeARunIsRefused(String samples) {
    String row = "[" + samples + "]" + " ".repeat(100);
    assertThatThrownBy(() -> read(element("\"a\":\"b\"", row))).isInstanceOf(WrongAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00x", "\\ud800\\u0041", "\\x", "\\u12g4", "\t", "\\"})
  void aTextThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> read(element("\"a\":\"" + text + "\"", "[[1,\"1\"]]")))
        .isInstanceOf(WrongAnswer.class);
  }

  @Test
  void escapesAreResolved() throws IOException {
    assertThat(read(element("\"a\":\"\\ud83d\\ude00\\u00e9\\/\\n\\\"\"", "[[1,\"1\"]]")))
        .containsExactly("{a=\ud83d\ude00\u00e9/\n\"} 1000 1.0");
  }

  private static List<String> read(String answer) throws IOException {
    return read(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> read(InputStream in) throws IOException {
    List<String> found = new ArrayList<>();
    ElementReader elements =
        ElementReader.ofMatrix(
            ASKED,
            (labels, times, values) -> {
              for (int i = 0; i < times.length; i++) {
                found.add(labels + " " + times[i] + " " + values[i]);
              }
            });
    new QueryRequest("x", 0, "matrix").parse(in, elements);
    return found;
  }

  private static String element(String metric, String row) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{"
        + metric
        + "},\"values\":"
        + row
        + "}]}}";
  }

  private static byte[] answer(int series) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("{\"status\":\"success\",\"data\":");
    text.append("{\"resultType\":\"matrix\", \"result\":[");
    for (int i = 0; i < series; i++) {
      text.append(i == 0 ? "" : ", ").append("{\"metric\" : {\"a\":\"\u00e9\\n").append(i);
      text.append("\",\"le\":\"").append(i % 7).append("\"},\"values\":[");
      for (int k = 0; k < 20; k++) {
        text.append(k == 0 ? "[" : ",[").append(1000 + k).append(i % 3 == 0 ? ".125" : "");
        text.append(",\"").append(k % 5 == 4 ? "1.5e3" : random.nextInt(1 << k)).append("\"]");
      }
      text.append("]}");
    }
    return text.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Hands over at most so many bytes at once. */
  private static final class Pieces extends InputStream {
    private final InputStream whole;
    private final int longest;
    private final Random random = new Random(2);

    Pieces(byte[] bytes, int longest) {
      this.whole = new ByteArrayInputStream(bytes);
      this.longest = longest;
    }

    @Override
    public int read() throws IOException {
      return whole.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return whole.read(into, from, Math.min(length, 1 + random.nextInt(longest)));
    }
  }
}
