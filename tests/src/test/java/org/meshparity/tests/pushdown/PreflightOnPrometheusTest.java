package org.meshparity.tests.pushdown;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.preflight.PreflightContract;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.SampleSource;

/** Every rung of the ladder and every other finding, asked of a real Prometheus. */
class PreflightOnPrometheusTest extends PreflightContract {

  @TempDir static Path data;
  static WritablePrometheus prometheus;

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
    return prometheus.source();
  }
}
