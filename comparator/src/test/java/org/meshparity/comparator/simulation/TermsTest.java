package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/**
 * One test for each term of the rules: with the term taken out of the engine, it fails. The README
 * beside it lists which test caught which change.
 */
class TermsTest {

  @Test
  void theScrapesDurationKeepsALateRenderingFromProvingAGap() {
    assertEqual(Sketches.slowScrape());
  }

  @Test
  void theStampErrorKeepsAnAlignedStampFromProvingAGap() {
    assertEqual(Sketches.stampMovedBack());
  }

  @Test
  void theEmissionLagKeepsAWaitingBatchFromProvingAGap() {
    assertEqual(Sketches.lateReport());
  }

  @Test
  void theClockErrorKeepsAFastClockFromProvingAGap() {
    assertEqual(Sketches.fastClock());
  }

  @Test
  void aRestartCutsSeriesThatDidNotFall() {
    assertNoGap(Sketches.restartShownOnlyBySibling());
  }

  @Test
  void aSeriesThatVanishedAndCannotHaveExpiredWasRestarted() {
    assertNoGap(Sketches.restartShownByAbsence());
  }

  @Test
  void aPodThatDiesAndOneThatIsBornAreNotOneSeries() {
    assertNoGap(Sketches.replacedAtTheStart());
  }

  @Test
  void aPodThatIsScrapedTooRarelyIsNotForgotten() {
    assertEqual(Sketches.scrapedTooRarely());
  }

  @Test
  void theUptimeShowsARestartThatNoCounterShows() {
    assertNoGap(Sketches.restartShownByUptime());
  }

  @Test
  void aRestartIsCutOutOfTheWindowOnBothSidesAndTheRestIsEqual() {
    Check check = assertEqual(Sketches.restartInTheMiddle());

    assertThat(check.legacy().lower()).isEqualByComparingTo("405");
    assertThat(check.candidate().upper()).isEqualByComparingTo("405");
  }

  @Test
  void whatAPodCountedAfterItsLastScrapeIsCutOutOfTheWindow() {
    Check check = assertEqual(Sketches.deathInTheMiddle());

    assertThat(check.legacy().lower()).isEqualByComparingTo("205");
  }

  @Test
  void aPodThatNobodyScrapesAnyMoreIsNotGoneWithoutAMarker() {
    Check check = assertEqual(Sketches.ceasingTarget());

    assertThat(check.candidate().lower()).isEqualByComparingTo("400");
  }

  @Test
  void aSeriesThatStoodStillMayHaveExpiredAndComeBackUnseen() {
    Check check = assertNoGap(Sketches.hiddenExpiry());

    assertThat(check.legacy().upper()).isGreaterThanOrEqualTo(BigDecimal.valueOf(5));
  }

  @Test
  void aSeriesThatWasGoneBeganAgainAtZero() {
    assertEqual(Sketches.expirySeenAsAGap());
  }

  @Test
  void whatATargetCountedBeforeItsFirstScrapeIsNotOfTheWindow() {
    assertNoGap(Sketches.firstScrapedLate());
  }

  @Test
  void bucket500EndsAt490() {
    assertNoGapAnywhere(Sketches.edgeOf500().inMemory());
  }

  @Test
  void bucketHalfEndsAt1() {
    Report report = Sketches.belowOneMillisecond().inMemory();

    assertNoGapAnywhere(report);
    assertThat(report.checks())
        .filteredOn(check -> check.claim() == Claim.QUANTILE)
        .isNotEmpty()
        .allSatisfy(
            check -> assertThat(check.candidate().upper()).isGreaterThan(new BigDecimal("0.9")));
  }

  @Test
  void anInclusiveBoundAndAStrictOneAreTwoCuts() {
    assertNoGapAnywhere(Sketches.sizesOnABound().inMemory());
  }

  @Test
  void theSumOfFlooredMillisecondsMayBeAMillisecondShortEach() {
    Report report = Sketches.floorInTheSum().inMemory();

    assertNoGapAnywhere(report);
    assertThat(Sketch.check(report, Claim.MEAN).candidate().upper())
        .isGreaterThan(new BigDecimal("1.9999"));
  }

  private static Check assertEqual(Sketch sketch) {
    Check check = Sketch.check(sketch.inMemory(), Claim.INCREASE);
    assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.PROVED_EQUAL);
    return check;
  }

  private static Check assertNoGap(Sketch sketch) {
    Check check = Sketch.check(sketch.inMemory(), Claim.INCREASE);
    assertThat(check.verdict().isGap()).as(check.toString()).isFalse();
    return check;
  }

  private static void assertNoGapAnywhere(Report report) {
    assertThat(report.checks()).isNotEmpty().noneMatch(check -> check.verdict().isGap());
  }
}
