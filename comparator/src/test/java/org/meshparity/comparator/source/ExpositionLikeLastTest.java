package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line that starts as the one before is read as if it stood alone. */
class ExpositionLikeLastTest {

  private static final String FIRST = "h_bucket{a=\"\u00e9\",le=\"1\"} 5\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h_bucket{a=\"\u00e9\",le=\"2\"} 6",
        "h_bucket{a=\"\u00e9\",le=\"+Inf\"} 6",
        "h_bucket{a=\"\u00e9\",le=\"2\"} 6 1700000000000",
        "h_bucket{a=\"\u00e9\",le=\"2\"}6",
        "h_bucket{a=\"\u00e9\",le=\"2\"}\t6.5e3\t",
        "h_bucket{a=\"\u00e9\",le=\"2\", } 123456789012345678901234567890",
        "h_bucket{a=\"\u00e9\",le=\"2\",b=\"c\"} 6",
        "h_bucket{a=\"\u00e9\",le=\"\\\\\\\"2\"} 6",
        "h_bucket{a=\"\u00e9\",le=\"\u00e9\"} 6",
        "h_bucket{a=\"\u00e9\",le=\"\"} NaN",
        "h_bucket{a=\"\u00e9\",le=\"1\"} 6\r",
        "  h_bucket{a=\"\u00e9\",le=\"2\"} 6",
        "h_sum{a=\"\u00e9\"} 6",
      })
  void theSecondLineIsReadAsIfItWereAlone(String line) throws IOException {
    String alone = read(line).get(0);

    assertThat(read(FIRST + line).get(1)).isEqualTo(alone);
    assertThat(read(FIRST + FIRST + line + "\n" + FIRST).get(2)).isEqualTo(alone);
    assertThat(read(FIRST + line + "\n" + FIRST).get(2)).isEqualTo(read(FIRST).get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h_bucket{a=\"\u00e9\",le=\"2\"}",
        "h_bucket{a=\"\u00e9\",le=\"2\"} 6 7 8",
        "h_bucket{a=\"\u00e9\",le=\"2\"} x",
        "h_bucket{a=\"\u00e9\",le=\"2\"",
        "h_bucket{a=\"\u00e9\",le=\"2} 6",
        "h_bucket{a=\"\u00e9\",le=\"2\"} 6 # {} 1",
      })
  void whatIsRefusedAloneIsRefusedBehindAnother(String line) {
    assertThatThrownBy(() -> read(FIRST + line))
        .isInstanceOf(ExpositionFault.class)
        .hasMessageStartingWith("p:2: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h_bucket{le=\"25\",a=\"\u00e9\",b=\"2\"} 6",
        "h_bucket{le=\"+Inf\",a=\"\u00e9\",b=\"2\"} 1234567 1700000000000",
        "h_bucket{le=\"\",a=\"\u00e9\",b=\"2\"} 6",
        "h_bucket{le=\"\u00e9\",a=\"\u00e9\",b=\"2\"} 6",
        "h_bucket{le=\"2\\\"\",a=\"\u00e9\",b=\"2\"} 6",
        "h_bucket{le=\"2\",a=\"\u00e9\",b=\"3\"} 6",
        "h_bucket{le=\"2\",a=\"\u00e9\",b=\"2\",c=\"3\"} 6",
        "h_bucket{le=\"2\",a=\"\u00e9\",b=\"2\", } 6",
        "h_bucket{le=\"2\",a=\"\u00e9\"} 6",
        "h_bucket{le=\"2\"} 6",
      })
  void theSameHoldsWhereTheBoundStandsFirst(String line) throws IOException {
    String first = "h_bucket{le=\"1\",a=\"\u00e9\",b=\"2\"} 5\n";
    String alone = read(line).get(0);

    assertThat(read(first + line).get(1)).isEqualTo(alone);
    assertThat(read(first + line + "\n" + line).get(2)).isEqualTo(alone);
    assertThat(read(first + line + "\n" + first).get(2)).isEqualTo(read(first).get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{le=\"%s\",a=\"1\",b=\"2\"}", "{a=\"1\",le=\"%s\",b=\"2\"}"})
  void bucketsShareTheirHistogramWhereverTheBoundStands(String labels) throws IOException {
    String page = ("h_bucket" + labels + " 1\nh_bucket" + labels + " 2\n").formatted(1, "+Inf");
    String other = ("h_bucket" + labels + " 3\n").formatted(1).replace("b=\"2", "b=\"3");
    List<Boolean> shares = new ArrayList<>();

    ExpositionParser.parse(
        new ByteArrayInputStream((page + other).getBytes(StandardCharsets.UTF_8)),
        "p",
        sample -> shares.add(sample.sharesHistogram()));

    assertThat(shares).containsExactly(false, true, false);
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedBehindAnother() {
    byte[] page = (FIRST + FIRST.replace('1', '?')).getBytes(StandardCharsets.UTF_8);
    page[page.length - 6] = (byte) 0xff;

    assertThatThrownBy(
            () -> ExpositionParser.parse(new ByteArrayInputStream(page), "p", sample -> {}))
        .hasMessageContaining("p:2: bytes that are not UTF-8");
  }

  @Test
  void unescapedQuotesAreJudgedOnEachLine() throws IOException {
    String line = "c{a=\"x \"y\" z\",b=\"1\"} 5\n";

    assertThat(read(line + line)).containsExactly(read(line).get(0), read(line).get(0));
    assertThatThrownBy(() -> read(line + "c{a=\"x \"y\" z\",b=\"1\"} 5\"} 6\n"))
        .hasMessageContaining("can be read in two ways");
  }

  @Test
  void aLastLabelThatIsNoBoundTellsHistogramsApart() throws IOException {
    String page =
        """
        h_bucket{le="1",pod="a"} 1
        h_bucket{le="1",pod="b"} 2
        h_bucket{le="+Inf",pod="a"} 1
        h_bucket{le="+Inf",pod="b"} 2
        h_count{pod="a"} 1
        h_count{pod="b"} 2
        """;

    assertThat(wanted(page)).isEqualTo(4);
  }

  @Test
  void aSettledHistogramThatComesAgainIsRefused() {
    String page =
        """
        h_bucket{pod="a",le="1"} 1
        h_bucket{pod="a",le="+Inf"} 1
        h_count{pod="a"} 1
        h_bucket{pod="b",le="1"} 1
        h_bucket{pod="b",le="+Inf"} 1
        h_count{pod="b"} 1
        """;
    String again = "h_bucket{pod=\"a\",le=\"5\"} 1\n";

    assertThatThrownBy(() -> wanted(page + again))
        .hasMessageContaining("p:7: h_bucket stands apart from the others of its histogram");
    assertThatThrownBy(() -> wanted(page + "h_count{pod=\"a\"} 1\n"))
        .hasMessageContaining("p:7: h_count stands apart from the others of its histogram, from");
  }

  private static List<String> read(String page) throws IOException {
    List<String> found = new ArrayList<>();
    ExpositionParser.parse(
        new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)),
        "p",
        s -> found.add(s.labels() + " " + s.value() + " " + s.timestampMs() + " " + s.hash()));
    return found;
  }

  private static int wanted(String page) throws IOException {
    int[] seen = new int[1];
    WantedPage wanted = new WantedPage("p", Set.of("h_bucket"), sample -> seen[0]++);
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    ExpositionParser.parse(new ByteArrayInputStream(bytes), "p", wanted);
    wanted.finish();
    return seen[0];
  }
}
