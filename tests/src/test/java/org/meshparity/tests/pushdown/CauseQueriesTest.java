package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/** What a cause tells an operator to ask, asked of a real Prometheus: it answers, and shows it. */
class CauseQueriesTest extends MappedChecks {

  private static final String HOSTILE = "a\"b\\c{}\n\u0007'é";

  @Test
  void aDriftShowsItsValuesOnBothSidesWhateverTheyHold() throws Exception {
    Report report =
        compare(
            pack(),
            Stream.of(
                target("l", "a:1").counts("events_total", Map.of("app", HOSTILE), 100),
                target("c", "b:1")
                    .counts("events_total", Map.of("app", HOSTILE + "X"), 100)
                    .counts("failed_total", Map.of(), 0)));

    Report.Cause cause = only(report, "label-drift");
    assertThat(answers(cause))
        .containsExactly(Map.of(HOSTILE, 100.0), Map.of(HOSTILE + "X", 100.0));
  }

  @Test
  void aLossIsProvedByTheSendersCounterAndShowsIt() throws Exception {
    Report report =
        compare(
            pack(),
            Stream.of(
                target("l", "a:1").counts("events_total", Map.of("app", "x"), 90),
                target("c", "b:1")
                    .counts("events_total", Map.of("app", "x"), 100)
                    .counts("failed_total", Map.of(), 3)));

    Report.Cause cause = only(report, "report-loss");
    assertThat(cause.confidence()).isEqualTo("proved");
    assertThat(answers(cause))
        .containsExactly(Map.of("", 90.0), Map.of("", 100.0), Map.of("", 3.0));
    assertThat(cause.evidence()).anyMatch(line -> line.contains("3 failed reports"));
  }

  @Test
  void aNameWithADimensionInItIsFoundAndProved() throws Exception {
    Report report =
        compare(
            pack(),
            Stream.of(
                target("l", "a:1").counts("events_total", Map.of("app", "x"), 100),
                target("c", "b:1")
                    .counts("events_total", Map.of("app", "x"), 70)
                    .counts("host___shop_com____events_total", Map.of("app", "x"), 30)));

    Report.Cause cause = only(report, "mangled-name");
    assertThat(cause.confidence()).isEqualTo("proved");
    assertThat(answers(cause)).hasSize(3);
  }

  @Test
  void labelsThatTheScraperRenamedAreFoundAndProved() throws Exception {
    Report report =
        compare(
            pack(),
            Stream.of(
                target("l", "a:1").counts("events_total", Map.of("app", "x"), 100),
                federated("b:1").counts("events_total", Map.of("exported_app", "x"), 100)));

    Report.Cause cause = only(report, "exported-labels");
    assertThat(cause.confidence()).isEqualTo("proved");
    assertThat(cause.evidence())
        .anyMatch(line -> line.contains("{label: app, candidate: {from: exported_app}}"));
    answers(cause);
  }

  @Test
  void aProcessThatOnlyOneSideScrapesIsFoundAndProved() throws Exception {
    Report report =
        compare(
            pack(),
            Stream.of(
                target("l", "one:1").counts("events_total", Map.of("app", "x"), 100),
                target("l", "two:1").counts("events_total", Map.of("app", "x"), 40),
                target("c", "one:2").counts("events_total", Map.of("app", "x"), 100)));

    Report.Cause cause = only(report, "target-missing");
    assertThat(cause.confidence()).isEqualTo("proved");
    assertThat(cause.title()).isEqualTo("candidate has no target for two, legacy has");
    answers(cause);
  }

  @Test
  void aServerThatAnswersLittleAtOnceTellsTheSameCauses() throws Exception {
    Report renamed =
        compare(
            pack(),
            Stream.of(
                target("l", "a:1").counts("events_total", Map.of("app", "x"), 50),
                target("l", "a:2").counts("events_total", Map.of("app", "x"), 50),
                federated("b:1").counts("events_total", Map.of("exported_app", "x"), 60),
                federated("b:2").counts("events_total", Map.of("exported_app", "x"), 40)));
    sameThroughANarrowServer(renamed, "exported-labels");
    Report mangled =
        compare(
            pack(),
            Stream.of(
                target("l", "a:1").counts("events_total", Map.of("app", "x"), 50),
                target("l", "a:2").counts("events_total", Map.of("app", "x"), 50),
                target("c", "b:1").counts("events_total", Map.of("app", "x"), 70),
                target("c", "b:2").counts("host___shop____events_total", Map.of("app", "x"), 30)));
    sameThroughANarrowServer(mangled, "mangled-name");
  }

  private static void sameThroughANarrowServer(Report whole, String cause) throws Exception {
    assertThat(only(whole, cause).confidence()).isEqualTo("proved");
    try (NarrowServer narrow = new NarrowServer(prometheus.source())) {
      Report inParts = compare(pack(), "job=\"l\"", "job=\"c\"", narrow);

      assertThat(inParts.causes()).isEqualTo(whole.causes());
      assertThat(narrow.refused()).isGreaterThan(2);
    }
  }

  private static Scraped federated(String instance) {
    return new Scraped(Map.of("job", "c", "instance", instance, "app", "federation"), 3000);
  }

  private static Report.Cause only(Report report, String id) {
    assertThat(report.causes())
        .as(report.toString())
        .extracting(Report.Cause::id)
        .containsExactly(id);
    return report.causes().get(0);
  }

  /** By the value of the label app; every query must be understood. */
  private static List<Map<String, Double>> answers(Report.Cause cause) throws SourceUnavailable {
    List<Map<String, Double>> answers = new ArrayList<>();
    try (PrometheusSource source = prometheus.source()) {
      for (Report.Evidence query : cause.queries()) {
        Map<String, Double> answer = new TreeMap<>();
        source.query(
            query.query(),
            Instant.parse(query.time()).toEpochMilli(),
            (labels, value) -> answer.put(labels.get("app"), value));
        assertThat(answer).as(query.query()).isNotEmpty();
        answers.add(answer);
      }
    }
    return answers;
  }

  private static Scraped target(String job, String instance) {
    return new Scraped(Map.of("job", job, "instance", instance), job.equals("l") ? 0 : 4000);
  }

  private static Report compare(Pack pack, Stream<Scraped> targets) throws Exception {
    return compare(pack, "job=\"l\"", "job=\"c\"", targets);
  }

  private static Pack pack() throws IOException {
    String yaml =
        """
        name: causes
        version: 1.0.0
        identity: [app]
        sides:
          legacy: {selector: 'job="l"', scrape-interval: 15s, lag: 1s}
          candidate: {selector: 'job="c"', scrape-interval: 15s, lag: 1s}
        metrics:
          - name: events
            type: counter
            unit: events
            legacy: {series: events_total}
            candidate: {series: events_total}
            provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
        losses: {of: legacy, on: candidate, series: failed_total, holds: 100}
        """;
    return Packs.read(Files.writeString(folder.resolve("causes.yaml"), yaml));
  }
}
