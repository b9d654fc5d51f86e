package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/**
 * Mappings that change what the server is asked, on a real Prometheus: equal traffic is at parity,
 * one event more is a gap.
 */
class MappedChecksTest extends MappedChecks {

  @Test
  void otelConventionsAreAtParityAndOneMovedRequestIsAGap() throws Exception {
    Pack pack = Packs.builtIn("otel-http-server-ms-to-s");

    Report equal = compare(pack, "job=\"shop\"", "job=\"shop\"", otel(7));
    Report moved = compare(pack, "job=\"shop\"", "job=\"shop\"", otel(6));

    assertThat(equal.outcome()).as(equal.toString()).isEqualTo(Outcome.PARITY);
    assertThat(moved.outcome()).isEqualTo(Outcome.GAPS);
    assertThat(moved.checks().get(0).group())
        .containsEntry("http_route", "/cart")
        .containsEntry("job", "shop");
    assertThat(moved.checks().get(0).because()).contains("at least 1 requests less");
  }

  private static Stream<Scraped> otel(long upToHundred) {
    Map<String, Long> legacy = new LinkedHashMap<>();
    legacy.put("0", 0L);
    legacy.put("100", 7L);
    legacy.put("500", 20L);
    legacy.put("1000", 30L);
    legacy.put("+Inf", 40L);
    Map<String, Long> candidate = new LinkedHashMap<>();
    candidate.put("0.1", upToHundred);
    candidate.put("0.5", 20L);
    candidate.put("1.0", 30L);
    candidate.put("+Inf", 40L);
    return Stream.of(
        new Scraped(Map.of("job", "shop", "instance", "a:1"), 0)
            .histogram(
                "http_server_duration_milliseconds",
                Map.of("http_method", "GET", "http_status_code", "200", "http_route", "/cart"),
                legacy,
                600)
            .histogram(
                "http_server_request_duration_seconds",
                Map.of(
                    "http_request_method", "GET",
                    "http_response_status_code", "200",
                    "http_route", "/cart",
                    "error_type", "none"),
                candidate,
                0.6));
  }

  @Test
  void severalNamesAreAddedUpUnderTheLabelThatTheyStandFor() throws Exception {
    Pack pack =
        pack(
            "[operation, shop]",
            """
            {parts: [
                  {series: published_total, labels: {operation: publish}},
                  {series: received_total, labels: {operation: receive}}]}""",
            "{series: operations_total}");

    assertThat(compare(pack, "job=\"l\"", "job=\"c\"", parts(50)).outcome())
        .isEqualTo(Outcome.PARITY);
    Report gap = compare(pack, "job=\"l\"", "job=\"c\"", parts(51));
    assertThat(gap.checks().get(0).verdict()).isEqualTo(Verdict.PROVED_DIFFERENT);
    assertThat(gap.checks().get(0).group()).containsEntry("operation", "receive");
    assertThat(gap.checks().get(0).since()).as("read again by the part's own labels").isNotNull();
    assertThat(gap.checks().get(0).evidence().get(0).query())
        .contains("received_total{")
        .doesNotContain("operation");
  }

  private static Stream<Scraped> parts(long received) {
    return Stream.of(
        new Scraped(Map.of("job", "l", "instance", "a:1"), 0)
            .counts("published_total", Map.of("shop", "x"), 30)
            .counts("received_total", Map.of("shop", "x"), 50),
        new Scraped(Map.of("job", "c", "instance", "b:1"), 4000)
            .counts("operations_total", Map.of("shop", "x", "operation", "publish"), 30)
            .counts("operations_total", Map.of("shop", "x", "operation", "receive"), received));
  }

  @Test
  void seriesOfOneNameAreToldApartByWhere() throws Exception {
    Pack pack = pack("[shop]", "{series: all_total, where: 'ok=\"yes\"'}", "{series: good_total}");

    assertThat(compare(pack, "job=\"l\"", "job=\"c\"", where(30)).outcome())
        .isEqualTo(Outcome.PARITY);
    assertThat(compare(pack, "job=\"l\"", "job=\"c\"", where(31)).outcome())
        .isEqualTo(Outcome.GAPS);
  }

  private static Stream<Scraped> where(long good) {
    return Stream.of(
        new Scraped(Map.of("job", "l", "instance", "a:1"), 0)
            .counts("all_total", Map.of("shop", "x", "ok", "yes"), 30)
            .counts("all_total", Map.of("shop", "x", "ok", "no"), 50),
        new Scraped(Map.of("job", "c", "instance", "b:1"), 4000)
            .counts("good_total", Map.of("shop", "x"), good));
  }

  @Test
  void twoNamesThatMayBeCopiesDecideNothing() throws Exception {
    Pack pack = pack("[shop]", "{series: [a, a_total]}", "{series: b_total}");
    Scraped legacy =
        new Scraped(Map.of("job", "l", "instance", "a:1"), 0)
            .counts("a", Map.of("shop", "x"), 50)
            .counts("a_total", Map.of("shop", "x"), 50);
    Scraped candidate =
        new Scraped(Map.of("job", "c", "instance", "b:1"), 4000)
            .counts("b_total", Map.of("shop", "x"), 100);

    Report report = compare(pack, "job=\"l\"", "job=\"c\"", Stream.of(legacy, candidate));

    assertThat(report.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.checks().get(0).because()).contains("a copy of the other");
  }

  /** Quoted names need Prometheus 3; an older one refuses them, and that is no verdict. */
  @Test
  void aServerThatDoesNotKnowQuotedNamesSaysSo() throws Exception {
    Pack pack = pack("[shop]", "{series: http.server.requests}", "{series: b_total}");

    Report report = compare(pack, "job=\"l\"", "job=\"c\"", where(30));

    assertThat(report.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(report.decision().reasons().toString())
        .contains("parse error")
        .contains("{\"http.server.requests\",job=\"l\"}");
  }

  @Test
  void ofASummaryTheServerAddsUpCountAndSum() throws Exception {
    Pack pack =
        Packs.read(
            Files.writeString(
                folder.resolve("summary.yaml"),
                """
                name: summary
                version: 1.0.0
                identity: [shop]
                sides:
                  legacy: {selector: 'job="l"', scrape-interval: 15s, lag: 1s}
                  candidate: {selector: 'job="c"', scrape-interval: 15s, lag: 1s}
                metrics:
                  - name: time
                    type: summary
                    unit: milliseconds
                    legacy: {series: a_seconds, factor: 1000}
                    candidate: {series: b_milliseconds}
                    provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
                """));

    assertThat(compare(pack, "job=\"l\"", "job=\"c\"", summary(40, 0.5)).outcome())
        .isEqualTo(Outcome.PARITY);
    assertThat(compare(pack, "job=\"l\"", "job=\"c\"", summary(39, 0.5)).outcome())
        .isEqualTo(Outcome.GAPS);
    Report slower = compare(pack, "job=\"l\"", "job=\"c\"", summary(40, 0.6));
    assertThat(slower.checks())
        .filteredOn(check -> check.verdict().isGap())
        .extracting(check -> check.claim().name())
        .containsExactly("MEAN");
  }

  private static Stream<Scraped> summary(long count, double mean) {
    return Stream.of(
        new Scraped(Map.of("job", "l", "instance", "a:1"), 0)
            .add("a_seconds", Map.of("shop", "x", "quantile", "0.5"), scrape -> 0.4)
            .counts("a_seconds_count", Map.of("shop", "x"), 40)
            .add(
                "a_seconds_sum", Map.of("shop", "x"), scrape -> 0.5 * Scraped.happened(scrape, 40)),
        new Scraped(Map.of("job", "c", "instance", "b:1"), 4000)
            .counts("b_milliseconds_count", Map.of("shop", "x"), count)
            .add(
                "b_milliseconds_sum",
                Map.of("shop", "x"),
                scrape -> 1000 * mean * Scraped.happened(scrape, count)));
  }
}
