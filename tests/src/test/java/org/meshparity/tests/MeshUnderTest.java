package org.meshparity.tests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
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

/** A running mesh, a real Prometheus that scrapes it, and the comparison of both generations. */
final class MeshUnderTest implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration RUN = Duration.ofSeconds(12);
  private static final Duration REST = Duration.ofSeconds(45);

  private final Mesh mesh;
  private final PrometheusServer prometheus;
  private final Comparison comparison;

  private MeshUnderTest(Mesh mesh, PrometheusServer prometheus) {
    this.mesh = mesh;
    this.prometheus = prometheus;
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
  }

  /** Starts both, the mesh at rest, and returns when every target has been scraped for a while. */
  static MeshUnderTest start(Path folder) throws IOException {
    // A counter that stood still since before its first scrape might hide an expiry.
    PauseSchedule pauses = new PauseSchedule(RUN, REST).restingFirst();
    Mesh mesh = Mesh.start(MeshSettings.defaults().withPauses(pauses));
    try {
      String config = PrometheusConfig.yaml(mesh.targets(), INTERVAL);
      Files.createDirectories(folder);
      MeshUnderTest started = new MeshUnderTest(mesh, RealPrometheus.start(folder, config));
      awaitAllThatIsLate();
      return started;
    } catch (IOException | RuntimeException e) {
      mesh.close();
      throw e;
    }
  }

  /** Breaks it, {@code NAME=VALUE}. */
  void set(String fault) {
    mesh.faults().set(fault);
  }

  /** From the quiet before a burst of traffic to the quiet after it. */
  Report overOneBurst() {
    Instant start = Instant.now();
    await().atMost(RUN.plus(REST)).until(() -> !mesh.status().pausing());
    await().atMost(RUN.plus(REST).multipliedBy(2)).until(() -> mesh.status().pausing());
    awaitAllThatIsLate();
    Instant end = Instant.now();
    await().pollDelay(comparison.settle()).timeout(Duration.ofSeconds(60)).until(() -> true);
    return comparison.run(start, end);
  }

  @Override
  public void close() {
    prometheus.close();
    mesh.close();
  }

  private static void awaitAllThatIsLate() {
    await().pollDelay(Duration.ofSeconds(8)).timeout(Duration.ofSeconds(30)).until(() -> true);
  }
}
