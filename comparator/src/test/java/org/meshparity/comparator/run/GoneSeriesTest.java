package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.CountedServer.Refusal;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.source.PrometheusOptions;
import org.meshparity.comparator.source.PrometheusSource;

/** What ended before the window did must be handed out too; what ended before the read need not. */
@Timeout(60)
class GoneSeriesTest {

  private static final long EPOCH = 1_700_000_040_000L;

  /** Twenty minutes; the window is 5 to 15 minutes, and one of two targets goes in the middle. */
  private static final int SCRAPES = 80;

  private static final int GONE = 40;

  private static final int LONG_GONE = 8;

  @Test
  void seriesThatWereThereAtTheStartAndAreNotHandedOutAreAFaultOfTheSource() {
    Report report = compare(series(), labels -> !labels.get("instance").equals("i:2"));

    assertThat(report.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(report.decision().reasons().toString())
        .contains("handed out 2 series of ", "though it had counted 5 at the window's start");
  }

  @Test
  void seriesThatAreAllHandedOutAreNone() {
    assertThat(compare(series(), labels -> true).decision().reasons().toString())
        .doesNotContain("handed out");
  }

  /** A bare selector at the window's start would still show them. */
  @Test
  void seriesThatEndedFiveMinutesBeforeTheWindowNeedNotBeHandedOut() {
    List<ScrapedSeries> series = series();
    for (int group = 0; group < 9; group++) {
      series.add(requests(Generation.CANDIDATE, "i:2", "long-gone-" + group, LONG_GONE));
    }

    Report report = compare(series, labels -> true);

    assertThat(report.decision().reasons().toString()).doesNotContain("handed out");
  }

  private static Report compare(List<ScrapedSeries> series, Predicate<Labels> handedOut) {
    Instant start = Instant.ofEpochMilli(EPOCH).plusSeconds(300);
    try (CountedServer server =
            new CountedServer(EPOCH, series, Refusal.TIMED_OUT, Integer.MAX_VALUE, labels -> true);
        PrometheusSource source = PrometheusSource.of(server.url(), PrometheusOptions.DEFAULT)) {
      server.countBySeveral();
      server.handOut(labels -> labels.get(Labels.NAME).equals("up") || handedOut.test(labels));
      ComparisonSettings settings =
          new ComparisonSettings(
              "gone",
              SimulationPack.of(EnumSet.of(Family.REQUESTS)),
              side(source, Generation.LEGACY),
              side(source, Generation.CANDIDATE),
              Duration.ofSeconds(600),
              new BigDecimal("0.01"),
              Duration.ZERO,
              GatePolicy.DEFAULT,
              Mode.DRAINED);
      return new Comparison(settings).run(new Look(start, start.plusSeconds(600), true, 0));
    }
  }

  private static SideSettings side(PrometheusSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }

  /** Two groups on the target that stays, three on the one that goes. */
  private static List<ScrapedSeries> series() {
    List<ScrapedSeries> all = new ArrayList<>();
    for (Generation generation : Generation.values()) {
      for (String instance : List.of("i:1", "i:2")) {
        int scrapes = instance.equals("i:1") ? SCRAPES : GONE;
        Map<String, String> target = Map.of("job", generation.job(), "instance", instance);
        all.add(constant("up", target, 1, scrapes));
        all.add(constant("scrape_duration_seconds", target, 0.001, scrapes));
        for (int group = 0; group < (instance.equals("i:1") ? 2 : 3); group++) {
          all.add(requests(generation, instance, instance + group, scrapes));
        }
      }
    }
    return all;
  }

  private static ScrapedSeries requests(
      Generation generation, String instance, String group, int scrapes) {
    Map<String, String> labels = new TreeMap<>();
    labels.putAll(Map.of("job", generation.job(), "instance", instance));
    labels.putAll(Map.of("world", "0", "grp", group));
    return constant(Family.REQUESTS.series(generation), labels, 5, scrapes);
  }

  private static ScrapedSeries constant(
      String name, Map<String, String> labels, double value, int scrapes) {
    long[] stamps = new long[scrapes];
    double[] values = new double[scrapes];
    Arrays.fill(values, value);
    for (int i = 0; i < scrapes; i++) {
      stamps[i] = 15_000L * i + 7_000;
    }
    return new ScrapedSeries(name, labels, stamps, values);
  }
}
