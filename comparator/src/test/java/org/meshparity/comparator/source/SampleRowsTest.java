package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows of many targets, read by comparing them with rows before. What is found is held against what
 * was written, and against the same bytes handed over one by one, which only the grammar reads.
 */
class SampleRowsTest {

  private static final long FIRST = 1_700_000_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatWasWrittenIsRead(long seed) throws IOException {
    List<String> written = new ArrayList<>();
    byte[] answer = answer(new Random(seed), written);

    assertThat(read(new ByteArrayInputStream(answer))).isEqualTo(written);
    assertThat(read(new OneByOne(answer))).isEqualTo(written);
  }

  @Test
  void seriesScrapedTogetherShareTheirTimesAlsoBetweenOthers() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append(i == 0 ? "" : ",").append("{\"metric\":{\"s\":\"").append(i);
      text.append("\"},\"values\":[");
      for (int k = 0; k < 5; k++) {
        text.append(k == 0 ? "[" : ",[").append(1_700_000_000 + 60 * k).append(".00").append(i % 3);
        text.append(",\"").append(k).append("\"]");
      }
      text.append("]}");
    }
    List<long[]> times = new ArrayList<>();
    read(new ByteArrayInputStream(whole(text)), (labels, stamps, values) -> times.add(stamps));

    assertThat(times).hasSize(30);
    assertThat(times.get(27)).isSameAs(times.get(0));
    assertThat(times.get(28)).isSameAs(times.get(1)).isNotSameAs(times.get(0));
  }

  @Test
  void longRowsAreReadButNotRemembered() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      text.append(i == 0 ? "" : ",").append("{\"metric\":{\"s\":\"").append(i);
      text.append("\"},\"values\":[");
      for (int k = 0; k < 5000; k++) {
        text.append(k == 0 ? "[" : ",[").append(1_700_000_000 + k).append(",\"1\"]");
      }
      text.append("]}");
    }
    List<Integer> sizes = new ArrayList<>();
    read(
        new ByteArrayInputStream(whole(text)),
        (labels, stamps, values) -> {
          sizes.add(stamps.length);
          assertThat(stamps[4999]).isEqualTo(FIRST + 4_999_000);
        });

    assertThat(sizes).containsExactly(5000, 5000, 5000);
  }

  private static byte[] answer(Random random, List<String> written) {
    StringBuilder text = new StringBuilder();
    int targets = 1 + random.nextInt(6);
    for (int i = 0; i < 200; i++) {
      text.append(i == 0 ? "" : ",").append("{\"metric\":{\"s\":\"").append(i);
      text.append("\"},\"values\":[");
      int from = random.nextInt(10) == 0 ? random.nextInt(20) : 0;
      int until = random.nextInt(10) == 0 ? from + 1 + random.nextInt(20) : 40;
      long phase = 137L * random.nextInt(targets);
      String separator = "[";
      for (int k = from; k < until; k++) {
        if (random.nextInt(60) > 0) {
          long at = FIRST + 15_000L * k + phase + (random.nextInt(80) == 0 ? 1 : 0);
          String value = value(random);
          text.append(separator).append(seconds(at, random)).append(",\"").append(value);
          text.append("\"]");
          separator = ",[";
          written.add("{s=" + i + "} " + at + " " + Double.parseDouble(value));
        }
      }
      text.append("]}");
    }
    return whole(text);
  }

  private static String seconds(long at, Random random) {
    String seconds = String.valueOf(at / 1000);
    long millis = at % 1000;
    if (millis == 0) {
      return random.nextInt(50) == 0 ? seconds + ".0" : seconds;
    }
    return seconds + "." + String.valueOf(1000 + millis).substring(1);
  }

  private static String value(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> "1.5e3";
      case 1 -> "NaN";
      case 2 -> String.valueOf(random.nextLong(1L << 60));
      case 3 -> "0.25";
      case 4 -> "-3";
      default -> String.valueOf(random.nextInt(1 << random.nextInt(31)));
    };
  }

  private static byte[] whole(StringBuilder elements) {
    return ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
            + elements
            + "]}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> read(InputStream in) throws IOException {
    List<String> found = new ArrayList<>();
    read(
        in,
        (labels, times, values) -> {
          for (int i = 0; i < times.length; i++) {
            found.add(labels + " " + times[i] + " " + values[i]);
          }
        });
    return found;
  }

  private static void read(InputStream in, ElementReader.Sink sink) throws IOException {
    ElementReader elements =
        ElementReader.ofMatrix(new TimeRange(FIRST - 1, FIRST + 10_000_000), sink);
    new QueryRequest("x", 0, "matrix").parse(in, elements);
  }

  private static final class OneByOne extends InputStream {
    private final InputStream whole;

    OneByOne(byte[] bytes) {
      this.whole = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return whole.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return whole.read(into, from, Math.min(1, length));
    }
  }
}
