package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

class PrometheusSourceTest {

  private static final String VECTOR =
      """
      {"status":"success","data":{"resultType":"vector","result":[
        {"metric":{"app":"a","le":"+Inf"},"value":[1700000000.123,"42"]},
        {"metric":{},"value":[1700000000.123,"NaN"]},
        {"metric":{"app":"\\"q\\\\ \\u00e9\\n😀"},"value":[1700000000.123,"+Inf"]},
        {"metric":{"app":"d"},"value":[1700000000.123,"-1.5e-07"]}]}}\
      """;

  @Test
  void aVectorIsHandedOverElementByElement() throws Exception {
    try (StubServer server = StubServer.json(VECTOR);
        PrometheusSource source = open(server.url())) {
      Map<String, Double> values = new TreeMap<>();
      List<String> warnings =
          source.query("x", 1_700_000_000_123L, (labels, v) -> values.put(labels.get("app"), v));

      assertThat(warnings).isEmpty();
      assertThat(values)
          .containsOnly(
              Map.entry("a", 42.0),
              Map.entry("", Double.NaN),
              Map.entry("\"q\\ é\n😀", Double.POSITIVE_INFINITY),
              Map.entry("d", -1.5e-7));
    }
  }

  @Test
  void aQueryIsPostedWithItsTimeInMillisecondsBelowThePrefix() throws Exception {
    try (StubServer server = StubServer.json(VECTOR);
        PrometheusSource source = open(server.url() + "/a/b/?dedup=false")) {
      source.query("sum(x{a=\"b&c\"})", 1_700_000_000_123L, (labels, value) -> {});

      StubServer.Seen request = server.seen().get(0);
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/a/b/api/v1/query?dedup=false");
      assertThat(form(request.body()))
          .isEqualTo("query=sum(x{a=\"b&c\"})&time=1700000000.123&nocache=1");
      assertThat(source.name()).isEqualTo(server.url() + "/a/b");
    }
  }

  @Test
  void unmergedSeriesAreAskedForWhereTheyAreNotAlways() throws Exception {
    try (StubServer server = StubServer.json(VECTOR);
        PrometheusSource usual = open(server.url());
        PrometheusSource always = open(server.url() + "/?dedup=false")) {
      List<Double> values = new ArrayList<>();
      usual.unmerged("count(up)", 1_700_000_000_123L, (labels, value) -> values.add(value));
      assertThat(values).hasSize(4);
      assertThat(form(server.seen().get(0).body()))
          .isEqualTo("query=count(up)&time=1700000000.123&nocache=1&dedup=false");

      always.unmerged("count(up)", 1_700_000_000_123L, (labels, value) -> values.add(value));

      assertThat(values).hasSize(4);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void whoDoesNotTakeTheQuestionForUnmergedSeriesHasNone() throws Exception {
    try (StubServer server = StubServer.answering(400, "text/plain", "unknown parameter dedup");
        PrometheusSource source = open(server.url())) {
      assertThat(source.unmerged("count(up)", 1_000, (labels, value) -> fail("nothing to tell")))
          .isEmpty();
      assertThatThrownBy(() -> source.query("count(up)", 1_000, (labels, value) -> {}))
          .isInstanceOf(SourceUnavailable.class);
    }
  }

  @Test
  void aUserAndAPasswordAreSentAndShownNowhere() throws Exception {
    try (StubServer server = StubServer.answering(401, "text/plain", "Unauthorized");
        PrometheusSource source =
            open("http://eve:s3cret@127.0.0.1:" + server.port() + "/p?token=t0ken")) {
      assertThatThrownBy(() -> ask(source))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("http://127.0.0.1:" + server.port() + "/p answered 401")
          .hasMessageContaining("check its credentials")
          .hasMessageNotContainingAny("eve", "s3cret", "t0ken");
      assertThat(server.seen().get(0).authorization()).isEqualTo("Basic ZXZlOnMzY3JldA==");
      assertThat(source.toString() + source.name()).doesNotContain("s3cret", "eve", "t0ken");
    }
  }

  @Test
  void anAddressThatCannotBeReadIsRefusedWithoutItsSecrets() {
    assertThatThrownBy(() -> open("htp://eve:s3/cret@host/p?token=t0ken"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("host/p")
        .hasMessageNotContainingAny("eve", "cret", "t0ken");
  }

  @Test
  void rawSamplesStartAfterTheEarlyEndInClosedAndInOpenRanges() throws Exception {
    String matrix =
        """
        {"status":"success","data":{"resultType":"matrix","result":[
          {"metric":{"__name__":"up","job":"a"},"values":[[10,"1"],[10.5,"0"],[12,"1"]]},
          {"metric":{"__name__":"up","job":"a","pod":"p"},"values":[[10,"1"]]}]}}\
        """;
    try (StubServer server = StubServer.json(matrix);
        PrometheusSource source = open(server.url())) {
      List<RawSeries> series = new ArrayList<>();
      source.samples("up", LabelMatchers.parse("job=\"a\""), 10_000, 12_000, series::add);

      assertThat(form(server.seen().get(0).body()))
          .isEqualTo("query=up{job=\"a\"}[2000ms]&time=12.000&nocache=1");
      assertThat(series).hasSize(1);
      assertThat(series.get(0).size()).isEqualTo(2);
      assertThat(series.get(0).timestamp(0)).isEqualTo(10_500);
      assertThat(series.get(0).value(0)).isZero();
    }
  }

  @Test
  void onlyWarningsAboutMissingDataMakeAnAnswerPartial() throws Exception {
    String answer =
        """
        {"warnings":["PromQL info: not a counter","store s1 is gone","PromQL warning: bad bucket"],
         "infos":["PromQL info: x"],"isPartial":true,
         "data":{"result":[],"stats":{"a":[1,{"b":2}]},"resultType":"vector"},"status":"success"}\
        """;
    try (StubServer server = StubServer.json(answer);
        PrometheusSource source = open(server.url())) {
      List<String> warnings = source.query("x", 1000, (labels, value) -> {});

      assertThat(warnings).hasSize(2);
      assertThat(warnings).first().isEqualTo("store s1 is gone");
      assertThat(warnings).last().asString().contains("marked as partial");
    }
  }

  @Test
  void aPackedAnswerIsUnpacked() throws Exception {
    byte[] packed = gzip(VECTOR.getBytes(StandardCharsets.UTF_8));
    try (StubServer server =
            StubServer.answering(
                (request, exchange) -> {
                  exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                  StubServer.send(exchange, 200, "application/json", packed);
                });
        PrometheusSource source = open(server.url())) {
      List<Double> values = new ArrayList<>();
      source.query("x", 1_700_000_000_123L, (labels, value) -> values.add(value));

      assertThat(values).hasSize(4);
    }
  }

  @Test
  void aNameFromTheSettingsReplacesTheUrl() {
    try (PrometheusSource source =
        PrometheusSource.of(
            "http://u:p@127.0.0.1:1/x", PrometheusOptions.DEFAULT.withName("prod"))) {
      assertThatThrownBy(() -> ask(source))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageStartingWith("prod cannot be connected to; is it running")
          .hasMessageEndingWith("(query: up)");
    }
  }

  private static PrometheusSource open(String url) {
    return PrometheusSource.of(url, PrometheusOptions.DEFAULT);
  }

  private static void ask(QuerySource source) throws SourceUnavailable {
    source.query("up", 1000, (labels, value) -> {});
  }

  private static String form(String body) {
    return URLDecoder.decode(body, StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  @Test
  void labelsAreSortedHoweverTheyArrive() throws Exception {
    String answer =
        """
        {"status":"success","data":{"resultType":"vector","result":[
          {"value":[1,"1"],"metric":{"z":"1","a":"2","m":""}}]}}\
        """;
    try (StubServer server = StubServer.json(answer);
        PrometheusSource source = open(server.url())) {
      List<Labels> labels = new ArrayList<>();
      source.query("x", 1000, (found, value) -> labels.add(found));

      assertThat(labels).containsExactly(Labels.of(Map.of("a", "2", "z", "1")));
    }
  }
}
