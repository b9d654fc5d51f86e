package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.ExpositionSource.Page;
import org.meshparity.rules.LabelMatchers;

class ExpositionSourceTest {

  private static final String WHOLE =
      """
      # TYPE h histogram
      h_bucket{a="x",le="1"} 1
      h_bucket{a="x",le="5"} 2
      h_bucket{a="x",le="+Inf"} 3
      h_sum{a="x"} 9
      h_count{a="x"} 3
      """;

  @TempDir Path folder;

  @Test
  void aPageHoldsCountersSinceTheirStart() throws Exception {
    String page = page("a.prom", "c{x=\"1\"} 5\nc{x=\"2\"} 7\nother 1\n");

    assertThat(samples(new Page(page, null), "c"))
        .containsExactly(
            "{__name__=c, instance=" + page + ", x=1} 1000=5.0",
            "{__name__=c, instance=" + page + ", x=2} 1000=7.0");
  }

  @Test
  void aPageBeforeAddsAnEarlierSample() throws Exception {
    String before = page("before.prom", "c{x=\"gone\"} 1\nc{x=\"1\"} 5\n");
    String now = page("now.prom", "c{x=\"1\"} 8\nc{x=\"new\"} 2\n");

    assertThat(samples(new Page(now, before), "c"))
        .containsExactly(
            "{__name__=c, instance=" + now + ", x=1} 0=5.0 1000=8.0",
            "{__name__=c, instance=" + now + ", x=new} 1000=2.0",
            "{__name__=c, instance=" + now + ", x=gone} 0=1.0");
  }

  @Test
  void pagesOfOneSideAreKeptApart() throws Exception {
    String one = page("one.prom", "c{instance=\"i\"} 5\n");
    String two = page("two.prom", "c 7\n");
    try (ExpositionSource source =
        ExpositionSource.of(List.of(new Page(one, null), new Page(two, null)), 1000)) {
      assertThat(samples(source, "c"))
          .containsExactly(
              "{__name__=c, exported_instance=i, instance=" + one + "} 1000=5.0",
              "{__name__=c, instance=" + two + "} 1000=7.0");
      assertThat(source.name()).isEqualTo(one + ", " + two);
    }
  }

  @Test
  void aPackedPageIsUnpacked() throws Exception {
    Path packed = folder.resolve("a.prom.gz");
    Files.write(packed, PrometheusSourceTest.gzip("c 5\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(samples(new Page(packed.toString(), null), "c")).hasSize(1);
  }

  @Test
  void aPackedPageThatIsCutIsRefused() throws Exception {
    byte[] whole = PrometheusSourceTest.gzip(WHOLE.repeat(50).getBytes(StandardCharsets.UTF_8));
    Path packed = folder.resolve("a.prom.gz");
    Files.write(packed, java.util.Arrays.copyOf(whole, whole.length - 9));

    assertThatThrownBy(() -> samples(new Page(packed.toString(), null), "c"))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("the packed page is cut or damaged");
  }

  @Test
  void theStandardInputCanBeAskedTwice() throws Exception {
    InputStream in = new ByteArrayInputStream("c 5\nd 6\n".getBytes(StandardCharsets.UTF_8));
    try (ExpositionSource source = ExpositionSource.of(List.of(new Page("-", null)), in)) {
      assertThat(samples(source, "c"))
          .containsExactly("{__name__=c, instance=standard input} 1000=5.0");
      assertThat(samples(source, "d"))
          .containsExactly("{__name__=d, instance=standard input} 1000=6.0");
    }
  }

  @Test
  void aUrlIsFetchedOnceAndShownWithoutSecrets() throws Exception {
    try (StubServer server = StubServer.answering(200, "text/plain", "c 5\nd 6\n");
        ExpositionSource source =
            ExpositionSource.of(
                List.of(
                    new Page("http://u:s3cret@127.0.0.1:" + server.port() + "/m?k=t0ken", null)),
                1000)) {
      String instance = server.url() + "/m";
      assertThat(samples(source, "c"))
          .containsExactly("{__name__=c, instance=" + instance + "} 1000=5.0");
      assertThat(samples(source, "d")).hasSize(1);
      assertThat(server.seen()).hasSize(1);
      assertThat(server.seen().get(0).path()).isEqualTo("/m?k=t0ken");
      assertThat(source.name()).isEqualTo(instance);
    }
  }

  @Test
  void aUrlThatAnswersTooMuchIsRefusedEachTime() {
    try (StubServer server = StubServer.answering(200, "text/plain", "c 5\n".repeat(1000));
        ExpositionSource source =
            ExpositionSource.of(List.of(new Page(server.url() + "/m", null)), 1000)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> samples(source, "c"))
            .hasMessageContaining("/m sent more than the 1000 bytes allowed");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"404, path prefix", "302, not followed", "500, own log"})
  void aUrlThatRefusesIsNamed(int status, String told) {
    try (StubServer server = StubServer.answering(status, "text/html", "<html>");
        ExpositionSource source =
            ExpositionSource.of(List.of(new Page(server.url() + "/m", null)), 1000)) {
      assertThatThrownBy(() -> samples(source, "c"))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining(server.url() + "/m answered " + status)
          .hasMessageContaining(told);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    String missing = folder.resolve("missing.prom").toString();
    assertThatThrownBy(() -> samples(new Page(missing, null), "c"))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessage(missing + " does not exist; check the path");
  }

  @Test
  void aPageGivenTwiceIsRefused() {
    Page page = new Page("a.prom", null);
    assertThatThrownBy(() -> ExpositionSource.of(List.of(page, page), 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.prom");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "le=\"+Inf\"} 3 | le=\"9\"} 3      | 2: h has a histogram without the bucket le=\"+Inf\"",
        "le=\"5\"} 2    | le=\"5\"} 7      | 4: h has buckets that are not cumulative: 3.0 up to Infinity after 7.0 up to 5.0",
        "le=\"5\"} 2    | le=\"5\"} 0      | 3: h has buckets that are not cumulative: 0.0 up to 5.0 after 1.0 up to 1.0",
        "le=\"5\"} 2    | le=\"1.0\"} 2    | 3: h has the bucket le=1.0 twice, first in line 2",
        "le=\"5\"} 2    | le=\"5\"} NaN    | 3: h_bucket is NaN, which is no count",
        "le=\"5\"} 2    | le=\"5\"} -1     | 3: h_bucket is -1.0, which is no count",
        "le=\"5\"} 2    | le=\"five\"} 2   | 3: h_bucket has a bucket whose le is no number: \"five\"",
        "le=\"5\"} 2    | b=\"5\"} 2       | 3: h_bucket has a bucket whose le is no number: \"\"",
        "h_count{a=\"x\"} 3 | h_count{a=\"x\"} 4 | 6: h_count is 4.0, but its bucket le=\"+Inf\" is 3.0",
        "h_count{a=\"x\"} 3 | h_count{a=\"y\"} 3 | h_count has no buckets beside it!!h has a histogram without its _count",
        "h_sum{a=\"x\"} 9   | h_count{a=\"x\"} 3 | 6: h_count appears twice, first in line 5",
        "h_count{a=\"x\"} 3 | h_count{a=\"x\",a=\"x\"} 3 | 6: a label twice in one series",
      })
  void aHistogramThatBreaksItsRulesIsNamedWithFileAndLine(String is, String was, String told)
      throws Exception {
    String page = page("h.prom", WHOLE.replace(is, was));
    assertThat(WHOLE).contains(is);
    for (String series : List.of("h_bucket", "h_count", "h_sum")) {
      assertThatThrownBy(() -> samples(new Page(page, null), series))
          .isInstanceOf(SourceUnavailable.class)
          .message()
          .startsWith(page + ":")
          .containsAnyOf(told.split("!!"));
    }
  }

  @Test
  void bucketsMayStandInAnyOrderAndFarApart() throws Exception {
    String page =
        """
        h_count{a="x"} 3
        h_bucket{a="x",le="+Inf"} 3
        h_bucket{a="y",le="+Inf"} 4
        h_bucket{a="x",le="1"} 1
        h_bucket{a="y",le="1"} 4
        h_count{a="y"} 4
        """;
    assertThat(samples(new Page(page("h.prom", page), null), "h_bucket")).hasSize(4);
  }

  @Test
  void aSeriesThatAppearsTwiceIsNamedWithBothLines() throws Exception {
    String page = page("c.prom", "c{a=\"1\",b=\"2\"} 5\nd 1\nc{b=\"2\",a=\"1\"} 5\nd 1\n");

    assertThatThrownBy(() -> samples(new Page(page, null), "c"))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageStartingWith(page + ":3: the series {__name__=c, a=1, b=2} appears twice")
        .hasMessageContaining("first in line 1");
  }

  @Test
  void whatNobodyAskedForMayBreakTheRules() throws Exception {
    String page = page("c.prom", "c 5\nd 1\nd 1\nx_bucket{le=\"1\"} NaN\n");

    assertThat(samples(new Page(page, null), "c")).hasSize(1);
  }

  @Test
  void aScanReadsManySeriesAtOnceWithTheirLines() throws Exception {
    String page = page("h.prom", WHOLE);
    List<String> seen = new ArrayList<>();
    try (ExpositionSource source = ExpositionSource.of(List.of(new Page(page, null)), 1000)) {
      source.scan(
          Set.of("h_sum", "h_count"),
          (place, sample) -> seen.add(place.file() + ":" + sample.line() + " " + sample.value()));
    }
    assertThat(seen).containsExactly(page + ":5 9.0", page + ":6 3.0");
  }

  @Test
  void everySampleOfARealMixerIsRead() throws Exception {
    String page = resource("/mixer-1.3/exposition.prom");
    List<RawSeries> requests = series(page, "istio_requests_total");
    List<RawSeries> buckets = series(page, "istio_request_duration_seconds_bucket");

    assertThat(requests).hasSize(lines(page, "istio_requests_total{"));
    assertThat(buckets).hasSize(lines(page, "istio_request_duration_seconds_bucket{"));
    assertThat(requests)
        .anySatisfy(
            series ->
                assertThat(series.labels().get("destination_service"))
                    .isEqualTo("quote\"back\\slash"));
  }

  private static List<RawSeries> series(String page, String name) throws Exception {
    List<RawSeries> found = new ArrayList<>();
    try (ExpositionSource source = ExpositionSource.of(List.of(new Page(page, null)), 1000)) {
      source.samples(name, LabelMatchers.ALL, -1, 1000, found::add);
    }
    return found;
  }

  private static int lines(String page, String start) throws Exception {
    return (int)
        Files.readAllLines(Path.of(page)).stream().filter(l -> l.startsWith(start)).count();
  }

  static String resource(String name) throws URISyntaxException {
    return Path.of(ExpositionSourceTest.class.getResource(name).toURI()).toString();
  }

  private String page(String file, String text) throws Exception {
    return Files.writeString(folder.resolve(file), text).toString();
  }

  private static List<String> samples(Page page, String series) throws SourceUnavailable {
    try (ExpositionSource source = ExpositionSource.of(List.of(page), 1000)) {
      return samples(source, series);
    }
  }

  private static List<String> samples(ExpositionSource source, String name)
      throws SourceUnavailable {
    List<String> found = new ArrayList<>();
    source.samples(name, LabelMatchers.ALL, -1, 1000, series -> found.add(shown(series)));
    return found;
  }

  private static String shown(RawSeries series) {
    StringBuilder text = new StringBuilder(series.labels().toString());
    for (int i = 0; i < series.size(); i++) {
      text.append(' ').append(series.timestamp(i)).append('=').append(series.value(i));
    }
    return text.toString();
  }
}
