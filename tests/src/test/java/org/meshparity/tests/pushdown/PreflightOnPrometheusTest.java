package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.preflight.PreflightContract;
import org.meshparity.comparator.preflight.PreflightFinding;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.SampleSource;

/** Every rung of the ladder and every other finding, asked of a real Prometheus. */
class PreflightOnPrometheusTest extends PreflightContract {

  @TempDir static Path data;
  static WritablePrometheus prometheus;

  private final List<NativeSeries> natives = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    prometheus = WritablePrometheus.start(data);
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  @Override
  protected SampleSource source(List<ScrapedSeries> series) throws Exception {
    prometheus.write(EPOCH_MS, series);
    prometheus.writeNative(EPOCH_MS, natives);
    return prometheus.source();
  }

  @Test
  void aNativeHistogramWhereClassicBucketsAreDeclaredIsRecognised() throws Exception {
    natives.add(nativeHistogram());
    PreflightReport report = look(bareLegacy().counter(requests1), candidate());

    blocked(report);
    PreflightFinding finding = only(report, Kind.OTHER_TYPE);
    assertThat(finding.sentence()).contains("a native histogram, where the pack declares");
    assertThat(finding.remedy()).contains("buckets: native");
  }

  @Test
  void aNameThatWasMistypedIsToldWhatIsNearIt() throws Exception {
    PreflightReport report =
        look(legacy(), bareCandidate().counter(requests2.replace("requests", "request")));

    blocked(report);
    assertThat(report.preflight().findings())
        .filteredOn(finding -> finding.id() == Kind.NO_SUCH_NAME)
        .anyMatch(
            finding ->
                finding
                    .sentence()
                    .endsWith("near it is " + requests2.replace("requests", "request")));
  }

  private NativeSeries nativeHistogram() {
    List<NativeSeries.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      samples.add(
          new NativeSeries.Sample(
              15_000L * i, 0, 0, new TreeMap<>(Map.of(-3, (long) i + 1)), 0.1 * i));
    }
    return new NativeSeries(
        Map.of("__name__", duration1, "job", tag + "-l", "instance", "l:1"), samples);
  }
}
