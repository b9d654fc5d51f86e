package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;

/**
 * The whole mission on running meshes and real Prometheus servers: nothing wrong is found where
 * nothing is wrong, and every fault is found and named.
 *
 * <p>A mesh spends most of the time at rest, so each fault has a mesh of its own and all of them
 * run at once. What must be decided to the last request has the machine's attention for itself.
 */
class FaultsAreFoundTest {

  /** The sound mesh has had its traffic and shown all of it when the others have theirs. */
  private static final Duration LATER = Duration.ofSeconds(25);

  private static final ExecutorService MESHES =
      Executors.newFixedThreadPool(MeshFault.values().length);
  private static final Map<MeshFault, Future<Report>> REPORTS = new EnumMap<>(MeshFault.class);

  /** What is wrong with a mesh, and the cause that must be named. */
  private enum MeshFault {
    NONE("", ""),
    LOST_REPORTS("lose-reports=10%", "report-loss"),
    UNKNOWN_LABEL("unknown-label=reviews-v2:source_app", "unknown-inflation"),
    EMITTED_TWICE("emit-twice=reviews-v2", "duplicate-emission"),
    WRONG_UNIT("seconds-as-milliseconds=details-v1", "unit-mismatch"),
    NO_IN_PROXY("no-inproxy=ratings-v1", "mixed-rollout");

    private final String setting;
    private final String cause;

    MeshFault(String setting, String cause) {
      this.setting = setting;
      this.cause = cause;
    }
  }

  @BeforeAll
  static void startAllMeshes(@TempDir Path folder) {
    RealPrometheus.binary();
    for (MeshFault fault : MeshFault.values()) {
      Path own = folder.resolve(fault.name());
      REPORTS.put(fault, MESHES.submit(() -> reportOf(fault, own)));
    }
  }

  @AfterAll
  static void stopAllMeshes() throws InterruptedException {
    MESHES.shutdownNow();
    assertThat(MESHES.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() throws Exception {
    Report report = REPORTS.get(MeshFault.NONE).get();

    assertThat(report.outcome()).as(ReportJson.toString(report)).isEqualTo(Outcome.PARITY);
    assertThat(report.counts().entrySet())
        .filteredOn(count -> count.getKey().isGap())
        .allSatisfy(count -> assertThat(count.getValue()).isZero());
    assertThat(report.coverage().decided()).as(ReportJson.toString(report)).isEqualTo(1.0);
    assertThat(report.causes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void everyFaultIsFoundAndNamed(MeshFault fault) throws Exception {
    Report report = REPORTS.get(fault).get();

    assertThat(report.outcome()).isEqualTo(Outcome.GAPS);
    assertThat(report.decision().exitCode()).isEqualTo(1);
    assertThat(report.causes()).extracting(Report.Cause::id).containsExactly(fault.cause);
  }

  private static Report reportOf(MeshFault fault, Path folder) throws IOException {
    if (fault != MeshFault.NONE) {
      await().pollDelay(LATER).timeout(LATER.multipliedBy(2)).until(() -> true);
    }
    try (MeshUnderTest mesh = MeshUnderTest.start(folder)) {
      if (fault != MeshFault.NONE) {
        mesh.set(fault.setting);
      }
      return mesh.overOneBurst();
    }
  }
}
