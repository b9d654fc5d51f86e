package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.demo.PrometheusConfig;
import org.meshparity.demo.prometheus.PrometheusServer;
import org.meshparity.proxyruntime.mesh.Mesh;
import org.meshparity.proxyruntime.mesh.MeshSettings;
import org.meshparity.proxyruntime.mesh.PauseSchedule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

/**
 * The whole mission on a running mesh and a real Prometheus: nothing wrong is found where nothing
 * is wrong, and every fault is found and named.
 */
class FaultsAreFoundTest {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration RUN = Duration.ofSeconds(12);
  private static final Duration REST = Duration.ofSeconds(30);

  private static Mesh mesh;
  private static PrometheusServer prometheus;
  private static Comparison comparison;

  @BeforeAll
  static void startEverything(@TempDir Path folder) throws IOException {
    // A counter that stood still since before its first scrape might hide an expiry.
    PauseSchedule pauses = new PauseSchedule(RUN, REST).restingFirst();
    mesh = Mesh.start(MeshSettings.defaults().withPauses(pauses));
    prometheus = RealPrometheus.start(folder, PrometheusConfig.yaml(mesh.targets(), INTERVAL));
    Pack pack = Packs.builtIn("istio-mixer-to-inproxy");
    PrometheusSource source = PrometheusSource.of(prometheus.url(), PrometheusOptions.DEFAULT);
    comparison =
        new Comparison(
            new ComparisonSettings(
                "mesh",
                pack,
                new SideSettings(source, pack.legacy().selector(), INTERVAL),
                new SideSettings(source, pack.candidate().selector(), INTERVAL),
                RUN.plus(REST),
                new BigDecimal("0.01"),
                Duration.ZERO,
                GatePolicy.DEFAULT));
    awaitAllThatIsLate();
  }

  @AfterAll
  static void stopEverything() {
    if (prometheus != null) {
      prometheus.close();
    }
    mesh.close();
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    Report report = overOneBurst();

    assertThat(report.outcome()).as(ReportJson.toString(report)).isEqualTo(Outcome.PARITY);
    assertThat(report.counts().entrySet())
        .filteredOn(count -> count.getKey().isGap())
        .allSatisfy(count -> assertThat(count.getValue()).isZero());
    assertThat(report.coverage().decided()).as(ReportJson.toString(report)).isEqualTo(1.0);
    assertThat(report.causes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "lose-reports=10%, report-loss",
    "unknown-label=reviews-v2:source_app, unknown-inflation",
    "emit-twice=reviews-v2, duplicate-emission",
    "seconds-as-milliseconds=details-v1, unit-mismatch",
    "no-inproxy=ratings-v1, mixed-rollout"
  })
  void everyFaultIsFoundAndNamed(String fault, String cause) {
    mesh.faults().set(fault);
    Report report;
    try {
      report = overOneBurst();
    } finally {
      mesh.faults().clear(fault.substring(0, fault.indexOf('=')));
    }

    assertThat(report.outcome()).isEqualTo(Outcome.GAPS);
    assertThat(report.decision().exitCode()).isEqualTo(1);
    assertThat(report.causes()).extracting(Report.Cause::id).containsExactly(cause);
  }

  /** From the quiet before a burst of traffic to the quiet after it. */
  private static Report overOneBurst() {
    Instant start = Instant.now();
    awaitBurst();
    awaitQuiet();
    Instant end = Instant.now();
    await().pollDelay(comparison.settle()).timeout(Duration.ofSeconds(60)).until(() -> true);
    return comparison.run(start, end);
  }

  private static void awaitBurst() {
    await().atMost(RUN.plus(REST)).until(() -> !mesh.status().pausing());
  }

  /** Some seconds into a rest, when all that is late has arrived. */
  private static void awaitQuiet() {
    await().atMost(RUN.plus(REST).multipliedBy(2)).until(() -> !mesh.status().pausing());
    await().atMost(RUN.plus(REST).multipliedBy(2)).until(() -> mesh.status().pausing());
    awaitAllThatIsLate();
  }

  private static void awaitAllThatIsLate() {
    await().pollDelay(Duration.ofSeconds(8)).timeout(Duration.ofSeconds(30)).until(() -> true);
  }
}
