package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/** Markers that VictoriaMetrics hands out go, and nothing else of any series does. */
class RawCleaningTest {

  private static final long FIRST = 1_700_000_000_000L;
  private static final String ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
          + series("before", "1", "2", "3", "4")
          + ","
          + series("marked", "5", "NaN", "6", "7")
          + ","
          + series("after", "8", "9", "10", "11")
          + ","
          + series("gone", "NaN", "NaN", "NaN", "NaN")
          + "]}}";

  private static String series(String name, String... values) {
    List<String> samples = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      samples.add("[" + (FIRST / 1000 + 15 * i) + ",\"" + values[i] + "\"]");
    }
    return "{\"metric\":{\"__name__\":\"n\",\"s\":\""
        + name
        + "\"},\"values\":["
        + String.join(",", samples)
        + "]}";
  }

  private static Map<String, String> read(boolean victoriaMetrics) throws Exception {
    Map<String, RawSeries> found = new LinkedHashMap<>();
    try (StubServer server =
            StubServer.answering(
                (request, exchange) -> {
                  if (victoriaMetrics) {
                    exchange.getResponseHeaders().set("X-Server-Hostname", "vm");
                  }
                  byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
                  StubServer.send(exchange, 200, "application/json", body);
                });
        PrometheusSource source = PrometheusSource.of(server.url(), PrometheusOptions.DEFAULT)) {
      source.samples(
          "n",
          LabelMatchers.ALL,
          FIRST - 1,
          FIRST + 60_000,
          series -> found.put(series.labels().get("s"), series));
    }
    Map<String, String> shown = new LinkedHashMap<>();
    found.forEach((name, series) -> shown.put(name, shown(series)));
    return shown;
  }

  private static String shown(RawSeries series) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      text.append(' ').append((series.timestamp(i) - FIRST) / 1000).append('=');
      text.append(series.value(i));
    }
    return text.substring(1);
  }

  @Test
  void aMarkerInOneSeriesMovesNoSampleOfThoseScrapedWithIt() throws Exception {
    Map<String, String> found = read(true);

    assertThat(found)
        .containsEntry("before", "0=1.0 15=2.0 30=3.0 45=4.0")
        .containsEntry("marked", "0=5.0 30=6.0 45=7.0")
        .containsEntry("after", "0=8.0 15=9.0 30=10.0 45=11.0")
        .doesNotContainKey("gone");
  }

  @Test
  void fromOtherServersNoNumberIsASample() throws Exception {
    Map<String, String> found = read(false);

    assertThat(found)
        .containsEntry("marked", "0=5.0 15=NaN 30=6.0 45=7.0")
        .containsEntry("after", "0=8.0 15=9.0 30=10.0 45=11.0")
        .containsKey("gone");
  }
}
