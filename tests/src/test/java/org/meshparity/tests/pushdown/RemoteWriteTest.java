package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.simulation.World;
import org.meshparity.comparator.simulation.WorldMaker;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.rules.LabelMatchers;

/** What is written is what a Prometheus hands back, staleness markers included. */
class RemoteWriteTest {

  private static final long EPOCH = WritablePrometheus.recentEpochMs();

  @TempDir Path folder;

  @Test
  void samplesComeBackToTheMillisecond() throws Exception {
    List<World> worlds = new WorldMaker(1, Recipe.FAULTY).make(0, 10);
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder);
        SimulatedSource simulated = SimulatedSource.of(EPOCH, worlds);
        PrometheusSource stored = prometheus.source()) {
      prometheus.write(EPOCH, worlds.stream().flatMap(world -> world.series().stream()).toList());
      assertThat(samples(stored)).containsExactlyInAnyOrderElementsOf(samples(simulated));
    }
  }

  @Test
  void aStalenessMarkerEndsASeries() throws Exception {
    ScrapedSeries series =
        new ScrapedSeries(
            "m", Map.of("job", "j"), new long[] {0, 15_000}, new double[] {1, ScrapedSeries.STALE});
    List<Double> values = new ArrayList<>();
    try (WritablePrometheus prometheus = WritablePrometheus.start(folder);
        PrometheusSource source = prometheus.source()) {
      prometheus.write(EPOCH, List.of(series));
      source.query("m", EPOCH + 14_000, (labels, value) -> values.add(value));
      source.query("m", EPOCH + 16_000, (labels, value) -> values.add(value));
    }
    assertThat(values).containsExactly(1.0);
  }

  private static List<String> samples(SampleSource source) throws Exception {
    List<String> all = new ArrayList<>();
    source.samples(
        "istio_requests_total",
        LabelMatchers.ALL,
        EPOCH + 500_000,
        EPOCH + 3_000_000,
        series -> all.add(text(series)));
    return all;
  }

  private static String text(RawSeries series) {
    StringBuilder text = new StringBuilder(series.labels().toString());
    for (int i = 0; i < series.size(); i++) {
      text.append(' ').append(series.timestamp(i)).append('=').append(series.value(i));
    }
    return text.toString();
  }
}
