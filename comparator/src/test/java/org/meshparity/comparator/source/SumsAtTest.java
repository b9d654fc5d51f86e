package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;

/** Sums at both ends of a window are what the grammar finds, also in what is damaged. */
class SumsAtTest {

  private static final long FIRST = 1_700_000_000_123L;
  private static final long LAST = 1_700_003_600_000L;
  private static final TimeRange ASKED = new TimeRange(FIRST - 500, LAST);
  private static final String SIGNS = "{}[]\",:\\ 0159.eNle";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersInARowAreReadAsTheGrammarReadsThem(long seed) throws IOException {
    Random random = new Random(seed);
    LabelSets sets = new LabelSets();
    WrittenSets written = new WrittenSets();
    for (int answer = 0; answer < 30; answer++) {
      byte[] body = answer(random);

      assertThat(sums(body, sets, written)).isEqualTo(general(body));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDamagedAnswerIsReadOrRefusedAsTheGrammarWould(long seed) throws IOException {
    Random random = new Random(seed);
    LabelSets sets = new LabelSets();
    WrittenSets written = new WrittenSets();
    byte[] body = answer(random);
    sums(body, sets, written);
    for (int trial = 0; trial < 2000; trial++) {
      byte[] damaged = body.clone();
      damaged[random.nextInt(damaged.length)] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));

      assertThat(orFault(() -> sums(damaged, sets, written)))
          .isEqualTo(orFault(() -> general(damaged)));
    }
  }

  private static byte[] answer(Random random) {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < 40; group++) {
      for (int le = 0; le < 6; le++) {
        if (random.nextInt(60) == 0) {
          continue;
        }
        text.append(text.isEmpty() ? "" : ",").append("{\"metric\":{\"g\":\"").append(group);
        text.append("\",\"le\":\"").append(le == 5 ? "+Inf" : "" + le).append("\",\"z\":\"");
        text.append(group % 3).append("\"},\"values\":[");
        text.append(
            switch (random.nextInt(40)) {
              case 0 -> "[1700000000.123,\"" + value(random) + "\"]";
              case 1 -> "[1700003600,\"" + value(random) + "\"]";
              case 2 -> "[1700000000.123,\"1\"],[1700001000,\"1\"],[1700003600,\"1\"]";
              case 3 -> "[1700000000.123,\"1\"], [1700003600,\"1\"]";
              default -> both(random);
            });
        text.append("]}");
      }
    }
    return ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
            + text
            + "]}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String both(Random random) {
    return "[1700000000.123,\"" + value(random) + "\"],[1700003600,\"" + value(random) + "\"]";
  }

  private static String value(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> "NaN";
      case 1 -> "1.5e+06";
      case 2 -> "0.125";
      default -> String.valueOf(random.nextInt(1 << random.nextInt(31)));
    };
  }

  private static List<String> general(byte[] body) throws IOException {
    List<String> starts = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    ElementReader reader =
        ElementReader.ofMatrix(
            ASKED,
            (labels, times, values) -> {
              for (int i = 0; i < times.length; i++) {
                if (times[i] == FIRST || times[i] == LAST) {
                  (times[i] == FIRST ? starts : ends).add(labels + " " + values[i]);
                }
              }
            });
    new QueryRequest("x", LAST, "matrix").parse(new ByteArrayInputStream(body), reader);
    starts.addAll(ends);
    return starts;
  }

  private static List<String> sums(byte[] body, LabelSets sets, WrittenSets written)
      throws IOException {
    SumsAt both = new SumsAt(sets, FIRST, LAST);
    ElementReader reader = ElementReader.ofSums(ASKED, written, both);
    new QueryRequest("x", LAST, "matrix").parse(new ByteArrayInputStream(body), reader);
    List<String> found = new ArrayList<>();
    for (int at = 0; at < both.size(); at++) {
      Sums sums = both.at(at);
      for (int i = 0; i < sums.size(); i++) {
        found.add(sums.labels(i) + " " + sums.value(i));
      }
    }
    return found;
  }

  private interface Read {
    List<String> read() throws IOException;
  }

  private static List<String> orFault(Read read) throws IOException {
    try {
      return read.read();
    } catch (WrongAnswer refused) {
      return List.of("refused");
    }
  }
}
