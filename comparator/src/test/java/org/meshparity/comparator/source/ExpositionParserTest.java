package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionParserTest {

  @Test
  void aPageIsReadSampleBySample() throws Exception {
    String page =
        """
        # HELP a_total What a \\ counts
        # TYPE a_total counter
        a_total{x="1",y="z"} 3
        a_total{x="2",} 4.5 1700000000000
        # any other remark

        a_total{} NaN
        \t b:c { x = "1" }\t+Inf
        d -Inf
        """;

    assertThat(read(page))
        .containsExactly(
            "type a_total counter",
            "3: {__name__=a_total, x=1, y=z} 3.0",
            "4: {__name__=a_total, x=2} 4.5 @1700000000000",
            "7: {__name__=a_total} NaN",
            "8: {__name__=b:c, x=1} Infinity",
            "9: {__name__=d} -Infinity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a 1\nb 2\n", "a 1\r\nb 2\r\n", "a 1\r\nb 2", "a 1\n\n\n  \nb 2\r"})
  void lineEndsMayBeOfAnyKind(String page) throws Exception {
    assertThat(read(page).toString().replaceAll("[0-9]: ", ""))
        .isEqualTo("[{__name__=a} 1.0, {__name__=b} 2.0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a{x=\"say \\\"hi\\\"\"} 1            | say \"hi\"",
        "a{x=\"back\\\\slash\"} 1             | back\\slash",
        "a{x=\"\\\\\"} 1                      | \\",
        "a{x=\"two\\nlines\"} 1               | 'two\nlines'",
        "a{x=\"C:\\dir\"} 1                   | C:\\dir",
        "a{x=\"é😀\"} 1                       | é😀",
        "a{x=\"a,b=c}\"} 1                    | a,b=c}",
      })
  void labelValuesAreUnescaped(String line, String value) throws Exception {
    assertThat(read(line)).containsExactly("1: {__name__=a, x=" + value + "} 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a{x=\"say \"hi\" now\",y=\"z\"} 1    | {__name__=a, x=say \"hi\" now, y=z} 1.0",
        "a{x=\"\"hi\"\",y=\"z\"} 1            | {__name__=a, x=\"hi\", y=z} 1.0",
        "a{y=\"z\",x=\"say \"hi\"\"} 1        | {__name__=a, x=say \"hi\", y=z} 1.0",
        "a{x=\"ends\\\",y=\"z\"} 1            | {__name__=a, x=ends\\, y=z} 1.0",
        "a{x=\"a\"b\\d\"} 1                   | {__name__=a, x=a\"b\\d} 1.0",
      })
  void unescapedValuesOfEnvoyAreReadWhereTheyHaveOneReading(String line, String meant)
      throws Exception {
    assertThat(read(line)).containsExactly("1: " + meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{x=\"say \"hi\\n\" now\"} 1",
        "a{x=\"say \"hi\\\\\" now\"} 1",
        "a{x=\"p\\\"q\",y=\"r\"s\"} 1",
        "a{x=\"p\"q\",x=\"r\"} 1",
      })
  void unescapedValuesWithTwoReadingsAreRefused(String line) {
    assertThatThrownBy(() -> read(line)).hasMessageContaining("can be read in two ways");
  }

  @Test
  void namesOfAnyCharactersStandInQuotes() throws Exception {
    String page =
        """
        # TYPE "http.server.duration" histogram
        {"http.server.duration","http.route"="/a",le="+Inf"} 3
        { "größe" } 4
        plain{"http.method"="GET",b="c"} 5
        """;

    assertThat(read(page))
        .containsExactly(
            "type http.server.duration histogram",
            "2: {__name__=http.server.duration, http.route=/a, le=+Inf} 3.0",
            "3: {__name__=größe} 4.0",
            "4: {__name__=plain, b=c, http.method=GET} 5.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "1abc 2                    | no metric name: 1abc 2",
        "{a=\"b\"} 2               | no metric name",
        "<html>                    | a web page instead of metrics",
        "a                         | no value after a",
        "a{x=\"1\"}                | no value after a{x",
        "a{x=\"1\"                 | a label value that does not end",
        "a{x=\"1} 2                | a label value that does not end",
        "a{x=1} 2                  | not name=\"value\": x=1",
        "a{\"\"=\"1\"} 2           | not name=\"value\"",
        "a{\"x\"} 2              | not name=\"value\"",
        "{\"a.b\"                  | no metric name",
        "{\"a.b\"=\"c\"} 2         | no metric name",
        "{\"\"} 2                 | no metric name",
        "{\"a.b\",c} 2            | not name=\"value\"",
        "{\"a.b\",\"c.d\"=\"e} 2   | labels that do not end with }",
        "a{x=\"1\" y=\"2\"} 3      | can be read in two ways",
        "a 0x1p3                   | not a number: 0x1p3",
        "a 1_000                   | not a number: 1_000",
        "a 1f                      | not a number: 1f",
        "a .                       | not a number: .",
        "a 1e                      | not a number: 1e",
        "a +NaN                    | not a number",
        "a Infinity                | not a number: Infinity",
        "a 1 2.5                   | a timestamp that is not whole milliseconds",
        "a 1 2 3                   | more than a value and a timestamp",
        "a 1 # {t=\"x\"} 1         | an OpenMetrics exemplar",
        "'# TYPE a'                | a TYPE line that is not name and type",
      })
  void aLineThatCannotBeReadIsNamedWithItsPlace(String line, String told) {
    assertThatThrownBy(() -> read("ok 1\n\n" + line + "\n"))
        .isInstanceOf(ExpositionFault.class)
        .hasMessageStartingWith("page.prom:3: ")
        .hasMessageContaining(told)
        .hasMessageContaining("; expected Prometheus' text format 0.0.4");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] page = "a{x=\"?\"} 1".getBytes(StandardCharsets.US_ASCII);
    page[5] = (byte) 0xFF;
    assertThatThrownBy(() -> read(new ByteArrayInputStream(page)))
        .hasMessageContaining("page.prom:1: bytes that are not UTF-8");
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }
        };
    assertThatThrownBy(() -> read(endless)).hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void linesAcrossTheBuffersEdgeAreWhole() throws Exception {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      page.append("a{x=\"").append("v".repeat(i % 211)).append(i).append("\"} ").append(i);
      page.append(i % 3 == 0 ? "\r\n" : "\n");
    }
    List<String> samples = read(page.toString());

    assertThat(samples).hasSize(3000);
    assertThat(samples.get(2999)).startsWith("3000: ").endsWith("v2999} 2999.0");
  }

  @Test
  void theOrderOfLabelsAndTheirSpellingDoNotMakeAnotherSeries() throws Exception {
    List<Long> hashes = new ArrayList<>();
    String page =
        "a{x=\"1\\\\d\",y=\"2\"} 1\na{y=\"2\",z=\"\",x=\"1\\d\"} 1\na{y=\"1\",x=\"2\"} 1\n";
    ExpositionParser.parse(stream(page), "p", sample -> hashes.add(sample.hash()));

    assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
  }

  private static List<String> read(String page) throws IOException {
    return read(stream(page));
  }

  static InputStream stream(String page) {
    return new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> read(InputStream page) throws IOException {
    List<String> seen = new ArrayList<>();
    ExpositionParser.parse(
        page,
        "page.prom",
        new ExpositionParser.Sink() {
          @Override
          public void type(String name, String type, long line) {
            seen.add("type " + name + " " + type);
          }

          @Override
          public void sample(ExpositionSample s) {
            String stamp = s.stamped() ? " @" + s.timestampMs() : "";
            seen.add(s.line() + ": " + s.labels() + " " + s.value() + stamp);
          }
        });
    return seen;
  }
}
