package org.meshparity.tests.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.run.RunLimits;
import org.meshparity.comparator.simulation.Sketch;
import org.meshparity.comparator.simulation.Sketches;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/**
 * One test for each term and each guard of the pushdown, on a real Prometheus: with the term or the
 * guard taken out of the engine, it fails. In each, both generations counted the same.
 */
class PushdownTermsTest {

  private static final long APART_MS = 2 * 3_600_000;

  /** What one comparison of a sketch takes at least. */
  private static final int QUERIES = 10;

  @TempDir static Path folder;
  private static WritablePrometheus prometheus;
  private static long epochMs = WritablePrometheus.recentEpochMs() - 30 * APART_MS;

  @BeforeAll
  static void start() throws IOException {
    prometheus = WritablePrometheus.start(folder);
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  @Test
  void theScrapesDurationShiftsLowerReads() throws Exception {
    assertEqual(Sketches.slowScrape());
  }

  @Test
  void theStampErrorShiftsLowerReads() throws Exception {
    assertEqual(Sketches.stampMovedBack());
  }

  @Test
  void theEmissionLagShiftsUpperReads() throws Exception {
    assertEqual(Sketches.lateReport());
  }

  @Test
  void theClockErrorShiftsBoth() throws Exception {
    assertEqual(Sketches.fastClock());
  }

  @Test
  void guardSameSeriesMissesASeriesThatNoReadShows() throws Exception {
    assertEqual(Sketches.scrapedTooRarely());
  }

  @Test
  void guardSameSeriesTellsADeathAndABirthFromOneSeries() throws Exception {
    assertNoGap(Sketches.replacedAtTheStart());
  }

  @Test
  void guardNoRestartLooksAtSiblingsOfTheTarget() throws Exception {
    assertNoGap(Sketches.restartShownOnlyBySibling());
  }

  @Test
  void guardNoRestartLooksAtTheUptime() throws Exception {
    assertNoGap(Sketches.restartShownByUptime());
  }

  @Test
  void guardNoGapSeesASeriesThatWasAbsent() throws Exception {
    assertNoGap(Sketches.restartShownByAbsence());
  }

  @Test
  void guardNoHiddenExpirySeesASeriesThatStoodStill() throws Exception {
    Check check = assertNoGap(Sketches.hiddenExpiry());

    assertThat(check.legacy().upper()).isGreaterThanOrEqualTo(BigDecimal.valueOf(10));
  }

  @Test
  void aTargetThatAnsweredNoScrapeOfTheReadsIsNotLeftOut() throws Exception {
    Report report = compare(Sketches.silentTarget());

    for (String group : List.of("x", "y")) {
      Check check = Sketch.check(report, Claim.INCREASE, group);
      assertThat(check.verdict().isGap()).as(check.toString()).isFalse();
    }
  }

  @Test
  void aPodThatNobodyScrapesAnyMoreIsNotGoneWithoutAMarker() throws Exception {
    assertEqual(Sketches.ceasingTarget());
  }

  @Test
  void aRestartIsCutOutOfTheWindowAndTheRestIsEqual() throws Exception {
    assertEqual(Sketches.restartInTheMiddle());
  }

  /** Too little memory for the samples of two groups at a time: the other one's come later. */
  @Test
  void batchesAreCutWhenTheRestartsOfAllAreKnown() throws Exception {
    assertTheSameWithin(Sketches.restartShownOnlyBySibling(), 10_000);
  }

  /** Too little even for the sums of two groups at a time. */
  @Test
  void partsAreCutWhenTheRestartsOfAllAreKnown() throws Exception {
    assertTheSameWithin(Sketches.restartShownOnlyBySibling(), 3_000);
  }

  private static void assertTheSameWithin(Sketch sketch, long bytes) throws Exception {
    Report whole = compare(sketch);
    RunLimits little = RunLimits.DEFAULT.withMemory(bytes).withMaxQueries(100_000);
    try (PrometheusSource source = prometheus.source()) {
      double asked = prometheus.answers("/api/v1/query");
      Report report = sketch.compare(source, epochMs, little);

      assertThat(prometheus.answers("/api/v1/query") - asked).isGreaterThan(2 * QUERIES);
      assertThat(ReportJson.toString(report)).isEqualTo(ReportJson.toString(whole));
    }
  }

  private static Check assertEqual(Sketch sketch) throws Exception {
    Check check = Sketch.check(compare(sketch), Claim.INCREASE);
    assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.PROVED_EQUAL);
    return check;
  }

  private static Check assertNoGap(Sketch sketch) throws Exception {
    Check check = Sketch.check(compare(sketch), Claim.INCREASE);
    assertThat(check.verdict().isGap()).as(check.toString()).isFalse();
    return check;
  }

  /** Each sketch has hours of its own, later than those before, so that none sees another. */
  private static Report compare(Sketch sketch) throws Exception {
    epochMs += APART_MS;
    prometheus.write(epochMs, sketch.series());
    try (PrometheusSource source = prometheus.source()) {
      return sketch.compare(source, epochMs);
    }
  }
}
