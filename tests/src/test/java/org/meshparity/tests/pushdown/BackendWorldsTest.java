package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.tests.pushdown.BackendWorlds.EPOCH;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.RemoteReads;

/**
 * The same adversarial worlds in every backend that can be had, and with a side in each of two:
 * whatever a backend's own functions look at, no verdict contradicts the truth.
 */
class BackendWorldsTest {

  private static final String OLDER = "MESHPARITY_PROMETHEUS_2_42";
  private static final String NEWER = "MESHPARITY_PROMETHEUS_NEWER";
  private static final String VICTORIA = "MESHPARITY_VICTORIAMETRICS";
  private static final String THREE = "MESHPARITY_PROMETHEUS_3";

  @TempDir Path folder;

  private final BackendWorlds worlds = new BackendWorlds();

  private static PrometheusSource source(String url, String name) {
    return PrometheusSource.of(url, PrometheusOptions.DEFAULT.withName(name));
  }

  private void inOnePrometheus(String variable) throws Exception {
    Path program = Backends.program(variable);
    try (WritablePrometheus prometheus = WritablePrometheus.start(program, folder);
        GuardWatch source = new GuardWatch(prometheus.source())) {
      prometheus.write(EPOCH, worlds.series());
      Report report = WorldsRun.compare(EPOCH, source, source);

      worlds.judge(variable, report, source.servedShare());
      assertThat(source.servedShare()).isGreaterThan(0.3);
    }
  }

  @Test
  void prometheusOfDebian12() throws Exception {
    inOnePrometheus(OLDER);
  }

  @Test
  void prometheusOfDebian13() throws Exception {
    inOnePrometheus(NEWER);
  }

  /** Ranges are open at their left end, and labels and names may hold any text. */
  @Test
  void prometheusThree() throws Exception {
    inOnePrometheus(THREE);
  }

  private void inChunksOf(String variable) throws Exception {
    Path program = Backends.program(variable);
    try (WritablePrometheus prometheus = WritablePrometheus.start(program, folder);
        GuardWatch source = new GuardWatch(prometheus.source(RemoteReads.ALWAYS))) {
      prometheus.write(EPOCH, worlds.series());
      Report report = WorldsRun.compare(EPOCH, source, source);

      worlds.judge(variable + " by remote read", report, 0);
      assertThat(source.groupsAdded()).isZero();
      assertThat(prometheus.answers("/api/v1/read")).isGreaterThan(2);
    }
  }

  @Test
  void prometheusOfDebian12ByRemoteRead() throws Exception {
    inChunksOf(OLDER);
  }

  @Test
  void prometheusOfDebian13ByRemoteRead() throws Exception {
    inChunksOf(NEWER);
  }

  @Test
  void prometheusThreeByRemoteRead() throws Exception {
    inChunksOf(THREE);
  }

  @Test
  void victoriaMetrics() throws Exception {
    Path program = Backends.program(VICTORIA);
    try (VictoriaMetrics server = VictoriaMetrics.start(program, folder);
        GuardWatch source = new GuardWatch(source(server.url(), "vm"))) {
      server.write(EPOCH, worlds.series());
      Report report = WorldsRun.compare(EPOCH, source, source);

      worlds.judge(VICTORIA, report, source.servedShare());
      assertThat(source.servedShare()).isGreaterThan(0.2);
    }
  }

  @Test
  void aSideInEachOfTwo() throws Exception {
    Path prometheusProgram = Backends.program(OLDER);
    Path victoriaProgram = Backends.program(VICTORIA);
    try (WritablePrometheus prometheus = WritablePrometheus.start(prometheusProgram, folder);
        VictoriaMetrics victoria = VictoriaMetrics.start(victoriaProgram, folder.resolve("vm"));
        PrometheusSource legacy = source(prometheus.url(), "prom");
        PrometheusSource candidate = source(victoria.url(), "vm")) {
      prometheus.write(EPOCH, worlds.series());
      victoria.write(EPOCH, worlds.series());

      worlds.judge("both", WorldsRun.compare(EPOCH, legacy, candidate), 0);
    }
  }

  /** It answers queries about the latest 30 s for an earlier time, unless told not to. */
  @Test
  void victoriaMetricsIsAskedAboutTheTimeThatIsMeant() throws Exception {
    Path program = Backends.program(VICTORIA);
    try (VictoriaMetrics server = VictoriaMetrics.start(program, folder);
        PrometheusSource source = source(server.url(), "vm")) {
      long now = System.currentTimeMillis();
      long[] stamps = {60_000, 80_000, 97_000};
      double[] values = {1, 2, 3};
      server.write(
          now - 100_000,
          List.of(
              new ScrapedSeries("x_total", Map.of("job", "j", "instance", "i"), stamps, values)));
      List<Double> last = new ArrayList<>();
      source.query(
          "last_over_time(x_total[60s])", now - 1000, (Labels labels, double v) -> last.add(v));

      assertThat(last).containsExactly(3.0);
    }
  }
}
