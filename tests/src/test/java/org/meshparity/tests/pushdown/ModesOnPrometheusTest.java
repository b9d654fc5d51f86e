package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.simulation.Sketch;
import org.meshparity.comparator.simulation.Sketches;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/** What needs samples where a server's sums are enough for the verdict, on a real Prometheus. */
class ModesOnPrometheusTest {

  @TempDir Path folder;

  @Test
  void aGapProvedByTheServersSumsIsDatedByItsSamples() throws Exception {
    long epochMs = WritablePrometheus.recentEpochMs();

    Check check = check(Sketches.gapOpens(), epochMs);

    assertThat(check.verdict()).isEqualTo(Verdict.PROVED_DIFFERENT);
    assertThat(check.since()).isNotNull();
    Duration since = Duration.between(Instant.ofEpochMilli(epochMs), Instant.parse(check.since()));
    assertThat(since).isBetween(Duration.ofSeconds(1500), Duration.ofSeconds(1516));
    assertThat(check.because()).contains("both still counted the same until");
  }

  @Test
  void countsAreExactOnceTheLoadHasStopped() throws Exception {
    Check check = check(Sketches.loadStops(), WritablePrometheus.recentEpochMs());

    assertThat(check.verdict()).isEqualTo(Verdict.PROVED_EQUAL);
    assertThat(check.because()).doesNotContain("would decide");
  }

  private Check check(Sketch sketch, long epochMs) throws Exception {
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder)) {
      prometheus.write(epochMs, sketch.series());
      try (PrometheusSource source = prometheus.source()) {
        return Sketch.check(sketch.compare(source, epochMs), Claim.INCREASE);
      }
    }
  }
}
