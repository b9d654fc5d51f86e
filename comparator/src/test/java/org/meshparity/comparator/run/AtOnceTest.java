package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.run.CountedServer.Refusal;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.rules.MetricRule;

/** How many questions a server gets at a time, of which a person is told beforehand. */
@Timeout(60)
class AtOnceTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void asManyQueriesAreUnderWayAtOnceAsThePlanSays(int most) {
    Instant start = Instant.ofEpochMilli(QueryLimitsTest.EPOCH).plusSeconds(300);
    PrometheusOptions options = PrometheusOptions.DEFAULT.withMaxConcurrent(most);
    List<String> plans = new ArrayList<>();
    try (CountedServer server =
            new CountedServer(
                QueryLimitsTest.EPOCH,
                ofAllNames(),
                Refusal.TIMED_OUT,
                QueryLimitsTest.UNLIMITED,
                labels -> true);
        PrometheusSource source = PrometheusSource.of(server.url(), options)) {
      server.holdUntil(most);
      ComparisonSettings all = QueryLimitsTest.settings(source, EnumSet.allOf(Family.class));
      new Comparison(all, RunLimits.DEFAULT, plan -> plans.add(plan.toString()))
          .run(new Look(start, start.plusSeconds(600), true, 0));

      assertThat(server.mostAtOnce()).isEqualTo(most);
      assertThat(plans).hasSize(1);
      assertThat(plans.get(0)).contains("at most " + most + " at once", "up to 2,000 in all");
    }
  }

  /** Some groups, and one more series of each name that a pack may know. */
  private static List<ScrapedSeries> ofAllNames() {
    List<ScrapedSeries> all = QueryLimitsTest.series();
    for (MetricRule metric : SimulationPack.of(EnumSet.allOf(Family.class)).metrics()) {
      for (Generation generation : Generation.values()) {
        boolean legacy = generation == Generation.LEGACY;
        Map<String, String> labels =
            Map.of("job", generation.job(), "instance", "i:1", "world", "0", "le", "+Inf");
        SeriesNames.classic(metric, legacy ? metric.legacy() : metric.candidate())
            .forEach(name -> all.add(QueryLimitsTest.constant(name.series(), labels, 5)));
      }
    }
    return all;
  }
}
