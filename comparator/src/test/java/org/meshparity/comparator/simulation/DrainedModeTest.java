package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.comparator.simulation.Generation.CANDIDATE;
import static org.meshparity.comparator.simulation.Generation.LEGACY;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/** Counts are exact once the load has stopped, and nothing is claimed while it has not. */
class DrainedModeTest {

  private static final double STOPS = 2400;
  private static final double STARTS = 2000;

  /** Ten requests a second, the last one right before the load stops. */
  private static double load(double moment) {
    return 10 * Math.floor(Math.max(0, Math.min(moment, STOPS) - STARTS));
  }

  @Test
  void theFirstSampleBehindTheStopAndTheLagIsExact() {
    Check paired = increase(scrapedOnceSince());
    Check drained = increase(scrapedOnceSince().stopped());

    assertThat(paired.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(drained.verdict()).isEqualTo(Verdict.PROVED_EQUAL);
    assertThat(drained.legacy().lower()).isEqualByComparingTo("4000");
    assertThat(drained.candidate().upper()).isEqualByComparingTo("4000");
  }

  /** Each side has been scraped once since the load stopped: no two scrapes agree yet. */
  private static Sketch scrapedOnceSince() {
    return Sketch.of(Family.REQUESTS)
        .window(1800, STOPS)
        .target(LEGACY, "mixer-0", 7)
        .until(2408)
        .counter("x", DrainedModeTest::load)
        .done()
        .target(CANDIDATE, "pod-0", 3)
        .until(2404)
        .counter("x", DrainedModeTest::load)
        .done();
  }

  @Test
  void aSingleLostRequestIsADifferenceWithoutTolerance() {
    Sketch lost = sketch(DrainedModeTest::load, at -> load(at) - (at > 2200 ? 1 : 0));

    Check check = increase(lost.tolerance("0").stopped());

    assertThat(check.verdict()).isEqualTo(Verdict.PROVED_DIFFERENT);
    assertThat(check.atLeast()).isEqualByComparingTo("1");
  }

  @Test
  void aLoadThatGoesOnDecidesNothing() {
    DoubleUnaryOperator goesOn = moment -> Math.floor(10 * Math.max(0, moment - STARTS));

    Check check = increase(sketch(goesOn, goesOn).stopped());

    assertThat(check.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(check.because()).contains("counted on after", "said to have stopped");
  }

  @Test
  void aLateReportOfOneSideDecidesNothing() {
    DoubleUnaryOperator late = moment -> load(moment) * (moment < STOPS + 25 ? 0.9 : 1);

    Check check = increase(sketch(late, DrainedModeTest::load).stopped());

    assertThat(check.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(check.because()).contains("legacy counted on");
  }

  @Test
  void whatMovesLongAfterIsAnotherLoad() {
    DoubleUnaryOperator next = moment -> load(moment) + (moment > STOPS + 90 ? 500 : 0);

    assertThat(increase(sketch(next, next).stopped()).verdict()).isEqualTo(Verdict.PROVED_EQUAL);
  }

  @Test
  void aSideThatWasNotScrapedSinceHasToBeWaitedFor() {
    Sketch sketch =
        Sketch.of(Family.REQUESTS)
            .window(1800, STOPS)
            .target(LEGACY, "mixer-0", 7)
            .counter("x", DrainedModeTest::load)
            .done()
            .target(CANDIDATE, "pod-0", 3)
            .until(2398)
            .counter("x", DrainedModeTest::load)
            .done()
            .stopped();

    Check check = increase(sketch);

    assertThat(check.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(check.because()).contains("candidate has been scraped since the load stopped");
    assertThat(check.remedy()).isEqualTo("another look 33 s after the load has stopped");
  }

  @Test
  void aMomentThatNobodyNamesIsFoundByTwoScrapesThatAgree() {
    Sketch quiet = sketch(DrainedModeTest::load, DrainedModeTest::load);

    Check check = increase(quiet.window(1800, STOPS + 40).mode(Mode.DRAINED));

    assertThat(check.verdict()).isEqualTo(Verdict.PROVED_EQUAL);
    assertThat(check.legacy().upper()).isEqualByComparingTo(check.legacy().lower());
  }

  @Test
  void withoutAQuietMomentNothingIsDecidedNotEvenWhatBoundsWouldProve() {
    DoubleUnaryOperator goesOn = moment -> Math.floor(10 * Math.max(0, moment - STARTS));
    DoubleUnaryOperator twice = moment -> 2 * goesOn.applyAsDouble(moment);

    Check check = increase(sketch(goesOn, twice).window(1800, 3000).mode(Mode.DRAINED));

    assertThat(check.verdict()).isEqualTo(Verdict.UNDECIDABLE);
    assertThat(check.because()).contains("no quiet moment");
    assertThat(check.remedy()).contains("after the load has stopped");
  }

  /** Batches, flushes and scrape phases of every kind; the truth is counted request by request. */
  @Test
  void verdictsAreThoseOfTheTrueCountsWhereTheLoadStoppedAndNeverWrongWhereItDidNot() {
    Dice dice = new Dice(20_261_125);
    int decided = 0;
    for (int trial = 0; trial < 400; trial++) {
      boolean stops = dice.chance(0.7);
      double[] events = events(dice, stops);
      double[] counted = dice.chance(0.5) ? events : lossy(dice, events);
      Sketch sketch = seen(dice, events, counted).tolerance("0").stopped();

      Check check = increase(sketch);
      long legacy = until(events, STOPS);
      long candidate = until(counted, STOPS);
      if (stops) {
        decided++;
        assertThat(check.verdict().isGap()).as(trial + " " + check).isEqualTo(legacy != candidate);
        assertThat(check.verdict()).as("" + trial).isNotEqualTo(Verdict.UNDECIDABLE);
      } else {
        boolean wrong =
            check.verdict() == Verdict.PROVED_EQUAL
                ? legacy != candidate
                : check.verdict().isGap() && legacy == candidate;
        assertThat(wrong).as(trial + " " + check).isFalse();
      }
    }
    assertThat(decided).isGreaterThan(200);
  }

  private static double[] events(Dice dice, boolean stops) {
    int size = dice.whole(20, 3000);
    double[] events = new double[size];
    double end = stops ? STOPS : STOPS + 120;
    for (int i = 0; i < size; i++) {
      events[i] = dice.chance(0.1) && stops ? STOPS - 0.001 * i / size : dice.between(STARTS, end);
    }
    Arrays.sort(events);
    return events;
  }

  private static double[] lossy(Dice dice, double[] events) {
    double loss = dice.magnitude(-3, -0.5);
    return Arrays.stream(events).filter(event -> !dice.chance(loss)).toArray();
  }

  /** Both sides lag behind by up to what the pack declares, and are scraped at random phases. */
  private static Sketch seen(Dice dice, double[] events, double[] counted) {
    double[] late = lag(dice, events, Family.REQUESTS.lag(LEGACY).toMillis() / 1000.0);
    double[] soon = lag(dice, counted, Family.REQUESTS.lag(CANDIDATE).toMillis() / 1000.0);
    return Sketch.of(Family.REQUESTS)
        .window(1800, STOPS)
        .target(LEGACY, "mixer-0", dice.between(0, 15))
        .counter("x", stamp -> until(late, stamp))
        .done()
        .target(CANDIDATE, "pod-0", dice.between(0, 15))
        .counter("x", stamp -> until(soon, stamp))
        .done();
  }

  private static double[] lag(Dice dice, double[] events, double most) {
    return Arrays.stream(events).map(event -> event + dice.between(0, most)).sorted().toArray();
  }

  private static long until(double[] sorted, double moment) {
    int at = Arrays.binarySearch(sorted, moment);
    return at < 0 ? -at - 1 : at + 1;
  }

  private static Sketch sketch(DoubleUnaryOperator legacy, DoubleUnaryOperator candidate) {
    return Sketch.of(Family.REQUESTS)
        .window(1800, STOPS)
        .target(LEGACY, "mixer-0", 7)
        .counter("x", legacy)
        .done()
        .target(CANDIDATE, "pod-0", 3)
        .counter("x", candidate)
        .done();
  }

  private static Check increase(Sketch sketch) {
    return Sketch.check(sketch.inMemory(), Claim.INCREASE);
  }
}
