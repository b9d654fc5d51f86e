package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.preflight.PreflightFinding;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Fault;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Hazard;
import org.meshparity.comparator.simulation.Recipe;
import org.meshparity.comparator.simulation.ScrapedSeries;
import org.meshparity.comparator.simulation.SimulatedSource;
import org.meshparity.comparator.simulation.SimulationPack;
import org.meshparity.comparator.simulation.Timeline;
import org.meshparity.comparator.simulation.World;
import org.meshparity.comparator.simulation.WorldMaker;
import org.meshparity.comparator.verdict.Verdict;

/** Two scrapers of one target count its events twice, which is no gap and no parity either. */
class ScrapersTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final long MIDDLE_MS = 1_500_000;

  private static final World WORLD =
      new WorldMaker(
              3, new Recipe(List.of(Fault.NONE), List.of(Hazard.NONE), 0.3, 0).withReplicas())
          .make(0);

  private static Report compare(List<ScrapedSeries> series) {
    SimulatedSource source = new SimulatedSource(EPOCH, series);
    return new Comparison(
            new ComparisonSettings(
                "simulated",
                SimulationPack.of(EnumSet.allOf(Family.class)),
                side(source, Generation.LEGACY),
                side(source, Generation.CANDIDATE),
                Duration.ofMinutes(30),
                new BigDecimal("0.01"),
                Duration.ZERO,
                GatePolicy.DEFAULT))
        .run(Instant.ofEpochMilli(EPOCH + Timeline.WINDOW_END / Timeline.MILLI));
  }

  private static SideSettings side(SimulatedSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }

  private static ScrapedSeries by(String replica, ScrapedSeries series, long from, long until) {
    Map<String, String> labels = new TreeMap<>(series.labels());
    labels.put("replica", replica);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < series.stampsMs().length; i++) {
      if (series.stampsMs()[i] >= from && series.stampsMs()[i] < until) {
        kept.add(i);
      }
    }
    return new ScrapedSeries(
        series.name(),
        labels,
        kept.stream().mapToLong(i -> series.stampsMs()[i]).toArray(),
        kept.stream().mapToDouble(i -> series.values()[i]).toArray());
  }

  private static List<ScrapedSeries> by(
      String replica, List<ScrapedSeries> all, long from, long until) {
    return all.stream().map(series -> by(replica, series, from, until)).toList();
  }

  private static List<ScrapedSeries> both(List<ScrapedSeries> one, List<ScrapedSeries> other) {
    List<ScrapedSeries> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  @Test
  void twoScrapersAtOnceLeaveAllUndecidedAndNameWhatTellsThemApart() {
    Report report =
        compare(
            both(
                by("a", WORLD.series(), 0, Long.MAX_VALUE),
                by("b", WORLD.replica(), 0, Long.MAX_VALUE)));

    assertThat(report.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.decision().reasons())
        .hasSize(2)
        .allMatch(why -> why.contains("whose up differs in replica"))
        .anyMatch(
            why ->
                why.contains(
                    "in the selector of the legacy side: job=\"istio-mesh\",replica=\"a\" or"))
        .anyMatch(why -> why.endsWith(",replica=\"a\" or job=\"envoy-stats\",replica=\"b\""));
    assertThat(report.preflight().findings())
        .filteredOn(finding -> finding.id() == PreflightFinding.Kind.SEVERAL_SCRAPERS)
        .hasSize(2)
        .allMatch(finding -> finding.level() == PreflightFinding.Level.BLOCKS)
        .allMatch(finding -> finding.remedy().startsWith("name one of them in the selector"));
    assertThat(report.checks())
        .isNotEmpty()
        .allMatch(check -> check.verdict() == Verdict.UNDECIDABLE)
        .allMatch(check -> check.because().contains("more than one scraper of"));
  }

  /** All of both replicas' series of a target stand one after the other, and not those in time. */
  @Test
  void twoScrapersWhoseLabelsChangedMeanwhileAreSeenToo() {
    Report report =
        compare(
            both(
                both(
                    by("a1", WORLD.series(), 0, MIDDLE_MS),
                    by("a2", WORLD.series(), MIDDLE_MS, Long.MAX_VALUE)),
                both(
                    by("b1", WORLD.replica(), 0, MIDDLE_MS),
                    by("b2", WORLD.replica(), MIDDLE_MS, Long.MAX_VALUE))));

    assertThat(report.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(report.warnings()).hasSize(2).allMatch(why -> why.contains("differs in replica"));
  }

  /** As after a change of the target's labels, or where one scraper took over from another. */
  @Test
  void oneScraperAfterAnotherIsNothingToDoubt() {
    Report report =
        compare(
            both(
                by("a", WORLD.series(), 0, MIDDLE_MS),
                by("b", WORLD.series(), MIDDLE_MS, Long.MAX_VALUE)));

    assertThat(report.warnings()).isEmpty();
  }

  @Test
  void oneScraperIsNothingToDoubt() {
    assertThat(compare(WORLD.series()).warnings()).isEmpty();
  }
}
