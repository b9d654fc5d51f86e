package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.ComparisonSettings;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.run.SideSettings;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/**
 * Populations that observed requests of their own. Equal ones must hardly ever be told apart,
 * however their requests hang together; unequal ones must be. More runs: {@code
 * -Dmeshparity.unpaired=2000}.
 */
class UnpairedModeTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final int RUNS = Integer.getInteger("meshparity.unpaired", 60);
  private static final double ALPHA = 0.01;

  private static final Population INDEPENDENT = Population.independent(15);
  private static final Population BURSTY = new Population(15, 0.6, 0.3, 0.9, 1);
  private static final Population CORRELATED = new Population(15, 0.9, 0.6, 0.3, 1);

  /** Swings that last longer than a block of time, which alone would not show them. */
  private static final Population SWINGING = new Population(15, 0.99, 0.6, 0.3, 1);

  @Test
  void equalPopulationsAreHardlyEverToldApart() {
    Tried independent = tried("independent", INDEPENDENT, INDEPENDENT, RUNS);
    Tried canary = tried("one in ten", INDEPENDENT, INDEPENDENT.rate(1.5), RUNS);
    Tried bursty = tried("bursty", BURSTY, BURSTY, RUNS);
    Tried correlated = tried("correlated", CORRELATED, CORRELATED, RUNS);
    Tried swinging = tried("swinging", SWINGING, SWINGING, RUNS);

    int different =
        independent.different
            + canary.different
            + bursty.different
            + correlated.different
            + swinging.different;
    assertThat(different).isLessThanOrEqualTo((int) (ALPHA * 5 * RUNS));
    assertThat(independent.equal).isPositive();
  }

  @Test
  void unequalPopulationsAre() {
    assertThat(tried("20 % slower", INDEPENDENT, INDEPENDENT.slower(1.2), RUNS / 5).different)
        .isEqualTo(RUNS / 5);
    assertThat(tried("bursty, half as fast", BURSTY, BURSTY.slower(2), RUNS / 5).different)
        .isEqualTo(RUNS / 5);
    assertThat(tried("correlated, a fifth", CORRELATED, CORRELATED.slower(5), RUNS / 5).different)
        .isGreaterThan(RUNS / 10);
  }

  @Test
  void aDifferenceBeyondTheToleranceIsNeverCalledEqual() {
    for (int run = 0; run < 20; run++) {
      Report report = run(run, INDEPENDENT, INDEPENDENT.slower(1.1), List.of("x"), 0);

      assertThat(report.outcome().exitCode()).isNotZero();
    }
  }

  @Test
  void everyVerdictIsLabelledAndNoCountIsCompared() {
    Report report = run(1, INDEPENDENT, INDEPENDENT.rate(5), List.of("x", "y"), 0);

    assertThat(report.window().mode()).isEqualTo("unpaired");
    assertThat(report.checks()).allMatch(check -> check.basis().equals("statistics"));
    assertThat(report.checks())
        .filteredOn(check -> check.claim() == Claim.INCREASE)
        .hasSize(2)
        .allMatch(check -> check.verdict() == Verdict.NOT_COMPARABLE && !check.gating());
    assertThat(report.checks()).noneMatch(check -> check.claim() == Claim.MEAN);
    assertThat(report.assumptions()).anyMatch(line -> line.contains("statistics, not proof"));
  }

  /** Two requests a second until half past, four a second afterwards; each side reads its own. */
  @Test
  void anOffsetReadsASideEarlier() {
    Sketch sketch =
        Sketch.of(Family.REQUESTS)
            .window(2700, 3300)
            .mode(Mode.UNPAIRED)
            .legacyOffset(1500)
            .target(Generation.LEGACY, "mixer-0", 7)
            .counter("x", UnpairedModeTest::faster)
            .done()
            .target(Generation.CANDIDATE, "pod-0", 3)
            .counter("x", UnpairedModeTest::faster)
            .done();

    Report report = sketch.inMemory();

    Report.Check check = Sketch.check(report, Claim.INCREASE);
    assertThat(check.legacy().upper()).isLessThan(new BigDecimal(1300));
    assertThat(check.candidate().lower()).isGreaterThan(new BigDecimal(2300));
    assertThat(report.assumptions()).anyMatch(line -> line.contains("was read 1500 s earlier"));
    assertThat(report.decision().exitCode()).isEqualTo(3);
    assertThat(report.decision().reasons().get(0)).contains("there are only counts");
  }

  private static double faster(double moment) {
    return Math.floor(2 * moment + 2 * Math.max(0, moment - 1800));
  }

  @Test
  void aWindowTooShortForTwentyBlocksDecidesNothing() {
    Report report = run(1, INDEPENDENT, INDEPENDENT.slower(3), List.of("x"), 0, 540);

    Report.Check check = Sketch.check(report, Claim.DISTRIBUTION);
    assertThat(check.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(check.remedy()).contains("a window of at least 14 minutes");
    assertThat(report.decision().exitCode()).isEqualTo(3);
  }

  @Test
  void theFirstOfManyLooksSpendsLessThanTheOnlyOne() {
    BigDecimal once = width(run(1, INDEPENDENT, INDEPENDENT, List.of("x"), 0));
    BigDecimal first = width(run(1, INDEPENDENT, INDEPENDENT, List.of("x"), 1));
    BigDecimal tenth = width(run(1, INDEPENDENT, INDEPENDENT, List.of("x"), 10));

    assertThat(first).isGreaterThan(once);
    assertThat(tenth).isGreaterThan(first);
  }

  @Test
  void moreGroupsShareTheSameError() {
    BigDecimal alone = width(run(1, INDEPENDENT, INDEPENDENT, List.of("x"), 0));
    BigDecimal shared = width(run(1, INDEPENDENT, INDEPENDENT, List.of("x", "y", "z"), 0));

    assertThat(shared).isGreaterThan(alone);
  }

  private static BigDecimal width(Report report) {
    Report.Check check =
        report.checks().stream()
            .filter(one -> one.claim() == Claim.BUCKET && one.group().containsValue("x"))
            .filter(one -> one.bound().compareTo(new BigDecimal(50)) == 0)
            .findFirst()
            .orElseThrow();
    return check.legacy().upper().subtract(check.legacy().lower());
  }

  private record Tried(int different, int equal) {}

  private static Tried tried(String what, Population legacy, Population candidate, int runs) {
    int different = 0;
    int equal = 0;
    for (int run = 0; run < runs; run++) {
      Report report = run(run, legacy, candidate, List.of("x", "y"), 0);
      different += report.checks().stream().anyMatch(check -> check.verdict().isGap()) ? 1 : 0;
      equal += report.counts().get(Verdict.PROVED_EQUAL);
    }
    System.out.printf(
        Locale.ROOT,
        "Unpaired, %s: %d of %d runs claim a difference, %.1f checks a run claim equality%n",
        what,
        different,
        runs,
        equal / (double) runs);
    return new Tried(different, equal);
  }

  private static Report run(
      int seed, Population legacy, Population candidate, List<String> groups, int number) {
    int whole = Population.END - Population.START;
    return run(seed, legacy, candidate, groups, number, whole);
  }

  private static Report run(
      int seed,
      Population legacy,
      Population candidate,
      List<String> groups,
      int number,
      int seconds) {
    Dice dice = new Dice(20_261_125L + 7919L * seed);
    List<ScrapedSeries> series = new ArrayList<>(legacy.scraped(Generation.LEGACY, dice, groups));
    series.addAll(candidate.scraped(Generation.CANDIDATE, dice, groups));
    SimulatedSource source = new SimulatedSource(EPOCH, series);
    ComparisonSettings settings =
        new ComparisonSettings(
            "unpaired",
            SimulationPack.of(EnumSet.of(Family.DURATION)),
            side(source, Generation.LEGACY),
            side(source, Generation.CANDIDATE),
            Duration.ofSeconds(seconds),
            new BigDecimal("0.05"),
            Duration.ZERO,
            GatePolicy.DEFAULT,
            Mode.UNPAIRED);
    Instant end = Instant.ofEpochMilli(EPOCH + 1000L * Population.END);
    return new Comparison(settings).run(new Look(end.minus(settings.window()), end, true, number));
  }

  private static SideSettings side(SimulatedSource source, Generation generation) {
    return new SideSettings(source, SimulationPack.selector(generation), Duration.ofSeconds(15));
  }
}
