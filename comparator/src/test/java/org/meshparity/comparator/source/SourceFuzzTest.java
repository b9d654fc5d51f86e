package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged pages and answers, the same ones at each run: each is either read or refused by the fault
 * made for it. Any other exception, a hang, or data from half an answer fails.
 */
class SourceFuzzTest {

  private static final int TRIALS = 8_000;
  private static final String PAGE =
      "# TYPE h histogram\n"
          + Pages.histogram(7)
          + "c{a=\"x\\\\y\\\"z\\n\",b=\"é\"} 1.5e-3 17\r\n"
          + "{\"c.d\",\"e.f\"=\"g\"} 5\n";
  private static final String MATRIX =
      """
      {"status":"success","data":{"resultType":"matrix","result":[
      {"metric":{"__name__":"up","job":"a\\u00e9\\n"},"values":[[1,"1"],[1.5,"NaN"],[2,"+Inf"]]},
      {"metric":{"__name__":"up","job":"b"},"values":[[1.25,"1e5"]]}]},"warnings":["w"]}""";
  private static final String HISTOGRAMS =
      """
      {"status":"success","data":{"resultType":"matrix","result":[
      {"metric":{"__name__":"h","job":"a"},"histograms":[
      [1,{"count":"3","sum":"2.5","buckets":[[3,"-0.001","0.001","1"],[0,"0.5","1","2"]]}],
      [2,{"count":"4","sum":"1e3","buckets":[[0,"0.5","1","4"]]}]]}]}}""";
  private static final String SIGNS = "{}[]\",:=\\ \n\r\t#0159.eE+-NaInf\0\u00ff_le\"";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDamagedPageIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          int refused = 0;
          for (int i = 0; i < TRIALS / 4; i++) {
            refused += isPageRefused(damaged(page, random)) ? 1 : 0;
          }
          assertThat(refused).isBetween(TRIALS / 20, TRIALS / 4);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDamagedAnswerIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    byte[] answer = MATRIX.getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          int refused = 0;
          for (int i = 0; i < TRIALS; i++) {
            refused += isAnswerRefused(damaged(answer, random)) ? 1 : 0;
          }
          assertThat(refused).isBetween(TRIALS / 2, TRIALS);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDamagedAnswerOfNativeHistogramsIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    byte[] answer = HISTOGRAMS.getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          int refused = 0;
          for (int i = 0; i < TRIALS; i++) {
            refused += isHistogramRefused(damaged(answer, random)) ? 1 : 0;
          }
          assertThat(refused).isBetween(TRIALS / 2, TRIALS);
        });
  }

  private static boolean isHistogramRefused(byte[] answer) {
    ElementReader elements =
        ElementReader.ofHistograms(new TimeRange(0, 5000), (labels, times, values) -> {});
    return isRefused(answer, elements);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void everyCutAnswerIsRefused(int step) {
    byte[] answer = MATRIX.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < answer.length; length += step) {
      assertThat(isAnswerRefused(Arrays.copyOf(answer, length))).as("%d bytes", length).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void aCutPageLosesNothingBeforeTheCut(int step) throws Exception {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    List<String> whole = read(page);
    for (int length = 0; length < page.length; length += step) {
      byte[] cut = Arrays.copyOf(page, length);
      List<String> found = new ArrayList<>();
      try {
        ExpositionParser.parse(new ByteArrayInputStream(cut), "p", s -> found.add(shown(s)));
      } catch (ExpositionFault lastLine) {
        assertThat(lastLine.line()).isEqualTo(lines(cut));
      }
      int complete = Math.max(0, (int) lines(cut) - 2); // without the TYPE line and the cut one
      assertThat(found.subList(0, complete)).isEqualTo(whole.subList(0, complete));
    }
  }

  private static boolean isPageRefused(byte[] page) {
    try {
      WantedPage wanted = new WantedPage("p", Set.of("h_bucket", "c"), sample -> sample.labels());
      ExpositionParser.parse(new ByteArrayInputStream(page), "p", wanted);
      wanted.finish();
      return false;
    } catch (ExpositionFault fault) {
      assertThat(fault.getMessage()).matches("p:[0-9]+: .+; .+").doesNotContain("\n");
      return true;
    } catch (IOException e) {
      throw new AssertionError("not the fault made for it", e);
    }
  }

  private static boolean isAnswerRefused(byte[] answer) {
    ElementReader elements =
        ElementReader.ofMatrix(new TimeRange(0, 5000), (labels, times, values) -> {});
    return isRefused(answer, elements);
  }

  private static boolean isRefused(byte[] answer, ElementReader elements) {
    try {
      new QueryRequest("up", 5000, "matrix").parse(new ByteArrayInputStream(answer), elements);
      return false;
    } catch (WrongAnswer wrong) {
      assertThat(wrong.getMessage()).contains("; ").doesNotContain("\n");
      return true;
    } catch (IOException e) {
      throw new AssertionError("not the fault made for it", e);
    }
  }

  private static byte[] damaged(byte[] text, Random random) {
    byte[] copy = text.clone();
    int wounds = 1 + random.nextInt(4);
    for (int i = 0; i < wounds; i++) {
      int at = random.nextInt(copy.length);
      switch (random.nextInt(4)) {
        case 0 -> copy[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
        case 1 -> copy[at] = (byte) random.nextInt(256);
        case 2 -> copy = without(copy, at, random.nextInt(20));
        default -> copy = doubled(copy, at, random.nextInt(200));
      }
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
  }

  private static byte[] without(byte[] text, int at, int length) {
    int to = Math.min(text.length - 1, at + length);
    byte[] rest = Arrays.copyOf(text, text.length - Math.max(0, to - at));
    System.arraycopy(text, at + Math.max(0, to - at), rest, at, rest.length - at);
    return rest;
  }

  private static byte[] doubled(byte[] text, int at, int length) {
    int more = Math.min(length, text.length - at);
    byte[] longer = Arrays.copyOf(text, text.length + more);
    System.arraycopy(text, at, longer, at + more, text.length - at);
    return longer;
  }

  private static List<String> read(byte[] page) throws IOException {
    List<String> found = new ArrayList<>();
    ExpositionParser.parse(new ByteArrayInputStream(page), "p", s -> found.add(shown(s)));
    return found;
  }

  private static String shown(ExpositionSample sample) {
    return sample.labels() + " " + sample.value();
  }

  private static long lines(byte[] text) {
    long lines = text.length > 0 && text[text.length - 1] != '\n' ? 1 : 0;
    for (byte b : text) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }
}
