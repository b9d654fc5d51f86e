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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import org.meshparity.comparator.verdict.Verdict;

/** What a server or a run's own limits refuse is asked in parts, or not at all; never half. */
@Timeout(60)
class QueryLimitsTest {

  static final long EPOCH = 1_700_000_040_000L;
  static final int UNLIMITED = Integer.MAX_VALUE;

  /** Twenty minutes of scrapes; the window is 5 to 15 minutes. */
  private static final int SCRAPES = 80;

  /** Values that a matcher must quote, twice: for its expression and for PromQL. */
  private static final List<String> GROUPS =
      List.of("", "a", "a\"b", "a\\b", "a\nb", "a|b", "a.b", "{a=~\"b\"}", "ä`'", "short");

  private long planned;
  private final List<String> asked = new ArrayList<>();
  private final List<Integer> answered = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void whatIsRefusedAsTooLargeIsReadInPartsToTheSameReport(Refusal refusal) {
    Report whole = compare(refusal, UNLIMITED, RunLimits.DEFAULT, labels -> true);
    int queries = asked.size();
    int most = SCRAPES * (refusal == Refusal.SILENCE ? 5 : 2); // each silence takes its time

    Report inParts = compare(refusal, most, RunLimits.DEFAULT, labels -> true);

    assertThat(whole.checks()).hasSize(2 * GROUPS.size());
    assertThat(whole.checks()).extracting(Report.Check::verdict).contains(Verdict.PROVED_DIFFERENT);
    assertThat(inParts).isEqualTo(whole);
    assertThat(asked.size()).isGreaterThan(queries);
    assertThat(answered).hasSizeGreaterThan(2).allMatch(samples -> samples <= most);
  }

  @Test
  void aValueThatAppearsBetweenTwoQueriesIsInTheSecondHalf() {
    Report whole = compare(Refusal.TIMED_OUT, UNLIMITED, RunLimits.DEFAULT, labels -> true);

    Report late =
        compare(
            Refusal.TIMED_OUT,
            3 * SCRAPES,
            RunLimits.DEFAULT,
            labels -> !labels.get("grp").equals("short"));

    assertThat(late).isEqualTo(whole);
  }

  @Test
  void splittingEndsWhereASingleSeriesIsTooLarge() {
    Report report =
        compare(Refusal.TOO_MANY_SAMPLES, SCRAPES / 4, RunLimits.DEFAULT, labels -> true);

    unavailable(
        report,
        "too many samples",
        "it cannot be asked for in smaller parts",
        "--query.max-samples",
        "compare a shorter window");
    assertThat(asked).hasSizeLessThan(100);
  }

  @Test
  void splittingEndsWhereCountsShowNothing() {
    Report report = compare(Refusal.TIMED_OUT, SCRAPES, RunLimits.DEFAULT, labels -> false);

    unavailable(report, "query timed out", "it cannot be asked for in smaller parts");
    assertThat(asked).hasSizeLessThan(100);
  }

  @Test
  void moreQueriesThanAllowedEndTheRunInTheMiddle() {
    RunLimits few = RunLimits.DEFAULT.withMaxQueries(55);

    assertThat(compare(Refusal.TIMED_OUT, UNLIMITED, few, labels -> true).decision().exitCode())
        .isEqualTo(1);
    Report report = compare(Refusal.TIMED_OUT, SCRAPES, few, labels -> true);

    unavailable(
        report,
        "this run needs more than the 55 queries that --max-queries allows, which ran out when it"
            + " asked about what was counted");
    assertThat(answered).isNotEmpty();
  }

  /** What was proved stands; only why, and since when, nobody can say. */
  @Test
  void queriesThatEndWhileCausesAreLookedForCostNoVerdict() {
    Report whole = compare(Refusal.TIMED_OUT, UNLIMITED, RunLimits.DEFAULT, labels -> true);
    long needed = planned;
    assertThat(asked).as("gaps take more than planned").hasSizeGreaterThan((int) needed);

    RunLimits few = RunLimits.DEFAULT.withMaxQueries(needed);
    Report report = compare(Refusal.TIMED_OUT, UNLIMITED, few, labels -> true);

    assertThat(report.checks())
        .extracting(Report.Check::verdict)
        .contains(Verdict.PROVED_DIFFERENT);
    assertThat(report.decision().exitCode()).isEqualTo(whole.decision().exitCode());
    assertThat(report.causes().toString())
        .contains("could not be looked for", "which ran out when it asked about causes of gaps");
  }

  @Test
  void morePlannedQueriesThanAllowedReadNothing() {
    compare(Refusal.TIMED_OUT, UNLIMITED, RunLimits.DEFAULT, labels -> true);
    long needed = planned;
    RunLimits few = RunLimits.DEFAULT.withMaxQueries(needed - 1);

    Report report = compare(Refusal.TIMED_OUT, UNLIMITED, few, labels -> true);

    unavailable(
        report,
        "nothing was read: the plan needs " + needed + " queries",
        (needed - 1) + " that --max-queries");
    assertThat(answered).isEmpty();
  }

  /** Ten series on each side, sampled 40 times in ten minutes. */
  @Test
  void moreSamplesThanAllowedReadNothing() {
    RunLimits small = RunLimits.DEFAULT.withMaxSamples(799);

    Report report = compare(Refusal.TIMED_OUT, UNLIMITED, small, labels -> true);

    unavailable(
        report,
        "nothing was read: about 800 samples lie under the window",
        "more than the 799 that --max-samples allows",
        "compare a shorter window");
    assertThat(answered).isEmpty();
    assertThat(
            compare(
                    Refusal.TIMED_OUT,
                    UNLIMITED,
                    RunLimits.DEFAULT.withMaxSamples(800),
                    labels -> true)
                .checks())
        .hasSize(2 * GROUPS.size());
  }

  @Test
  void samplesPerQueryCutsBeforehand() {
    Report whole = compare(Refusal.TIMED_OUT, UNLIMITED, RunLimits.DEFAULT, labels -> true);
    RunLimits parts = RunLimits.DEFAULT.withSamplesPerQuery(3 * SCRAPES);

    Report inParts = compare(Refusal.TIMED_OUT, UNLIMITED, parts, labels -> true);

    assertThat(inParts).isEqualTo(whole);
    assertThat(answered).hasSizeGreaterThan(6).allMatch(samples -> samples <= 3 * SCRAPES);
  }

  private static void unavailable(Report report, String... told) {
    assertThat(report.outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(report.decision().exitCode()).isEqualTo(4);
    assertThat(report.checks()).isEmpty();
    assertThat(report.decision().reasons().toString()).contains(told);
  }

  private Report compare(Refusal refusal, int most, RunLimits limits, Predicate<Labels> counted) {
    PrometheusOptions options =
        PrometheusOptions.DEFAULT
            .withName("prom")
            .withReadTimeout(Duration.ofSeconds(refusal == Refusal.SILENCE ? 2 : 30));
    Instant start = Instant.ofEpochMilli(EPOCH).plusSeconds(300);
    try (CountedServer server = new CountedServer(EPOCH, series(), refusal, most, counted);
        PrometheusSource source = PrometheusSource.of(server.url(), options)) {
      Comparison comparison =
          new Comparison(
              settings(source, EnumSet.of(Family.REQUESTS)),
              limits,
              plan -> planned = plan.queries());
      Report report = comparison.run(new Look(start, start.plusSeconds(600), true, 0));
      asked.clear();
      asked.addAll(server.asked());
      answered.clear();
      answered.addAll(server.answered());
      return report;
    }
  }

  static ComparisonSettings settings(PrometheusSource source, Set<Family> families) {
    return new ComparisonSettings(
        "limits",
        SimulationPack.of(families),
        side(source, Generation.LEGACY),
        side(source, Generation.CANDIDATE),
        Duration.ofSeconds(600),
        new BigDecimal("0.01"),
        Duration.ZERO,
        GatePolicy.DEFAULT,
        Mode.DRAINED);
  }

  private static SideSettings side(PrometheusSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }

  /** Each group counts 1000 in the window, on the candidate side the second one 900. */
  static List<ScrapedSeries> series() {
    List<ScrapedSeries> all = new ArrayList<>();
    for (Generation generation : Generation.values()) {
      Map<String, String> target = Map.of("job", generation.job(), "instance", "i:1");
      all.add(constant("up", target, 1));
      all.add(constant("scrape_duration_seconds", target, 0.001));
      for (String group : GROUPS) {
        boolean less = generation == Generation.CANDIDATE && group.equals("a");
        Map<String, String> labels = new TreeMap<>(target);
        labels.put("world", "0");
        if (!group.isEmpty()) {
          labels.put("grp", group);
        }
        all.add(counter(Family.REQUESTS.series(generation), labels, less ? 900 : 1000));
      }
    }
    return all;
  }

  static ScrapedSeries constant(String name, Map<String, String> labels, double value) {
    double[] values = new double[SCRAPES];
    Arrays.fill(values, value);
    return new ScrapedSeries(name, labels, stamps(), values);
  }

  private static ScrapedSeries counter(String name, Map<String, String> labels, double counted) {
    double[] values = new double[SCRAPES];
    for (int i = 0; i < SCRAPES; i++) {
      values[i] = 5 + (stamps()[i] > 500_000 ? counted : 0);
    }
    return new ScrapedSeries(name, labels, stamps(), values);
  }

  private static long[] stamps() {
    long[] stamps = new long[SCRAPES];
    for (int i = 0; i < SCRAPES; i++) {
      stamps[i] = 15_000L * i + 7_000;
    }
    return stamps;
  }
}
