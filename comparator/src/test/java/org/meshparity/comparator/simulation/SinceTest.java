package org.meshparity.comparator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meshparity.comparator.simulation.Generation.CANDIDATE;
import static org.meshparity.comparator.simulation.Generation.LEGACY;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.comparator.verdict.Claim;

/**
 * When a gap opened, against worlds in which it is known: the first request that only one side
 * counted. It is never later than {@code since}, and never at or before the last moment until which
 * both are said to have counted the same.
 */
class SinceTest {

  private static final long EPOCH = 1_700_000_040_000L;
  private static final double START = 900;
  private static final double END = 2700;
  private static final String SAME_UNTIL = "both still counted the same until ";

  @Test
  void theTrueStartIsNeverLaterThanSinceAndNeverBeforeTheLastEquality() {
    Dice dice = new Dice(20_261_125);
    int dated = 0;
    int bounded = 0;
    double late = 0;
    for (int trial = 0; trial < 600; trial++) {
      World world = world(dice);
      Check check = Sketch.check(world.sketch.inMemory(), Claim.INCREASE);
      if (!check.verdict().isGap() || Double.isNaN(world.firstGap)) {
        assertThat(check.since()).as(trial + " " + check).isNull();
        continue;
      }
      dated++;
      assertThat(check.since()).as(trial + " " + check).isNotNull();
      double by = seconds(check.since());
      assertThat(by).as(trial + " " + check).isGreaterThanOrEqualTo(world.firstGap - 0.001);
      late += by - world.firstGap;
      int said = check.because().indexOf(SAME_UNTIL);
      if (said >= 0) {
        bounded++;
        double after = seconds(check.because().substring(said + SAME_UNTIL.length()));
        assertThat(after).as(trial + " " + check).isLessThan(world.firstGap);
        assertThat(after).isLessThan(by);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "Since: %d gaps dated, %.0f s after the truth on average, %d also from below%n",
        dated,
        late / dated,
        bounded);
    assertThat(dated).isGreaterThan(200);
    assertThat(bounded).isPositive();
    assertThat(late / dated).isLessThan(300);
  }

  @Test
  void aGapThatOpensInABurstIsDatedToTheScrape() {
    Check check = Sketch.check(Sketches.gapOpens().inMemory(), Claim.INCREASE);

    assertThat(seconds(check.since())).isBetween(1500.0, 1516.0);
    assertThat(check.because()).contains(SAME_UNTIL);
  }

  /** A stretch that a restart left blind lies between two that add up. */
  @Test
  void aGapIsDatedAcrossARestart() {
    Sketch sketch =
        Sketch.of(Family.REQUESTS)
            .window(START, END)
            .target(LEGACY, "mixer-0", 7)
            .counter("x", stamp -> stamp >= 1500 ? 1000 : 100)
            .done()
            .target(CANDIDATE, "pod-0", 3)
            .uptime(stamp -> stamp < 2000 ? stamp + 5000 : stamp - 2000)
            .counter("x", stamp -> stamp < 1500 ? 100 : stamp < 2000 ? 600 : 0)
            .done();

    Check check = Sketch.check(sketch.inMemory(), Claim.INCREASE);

    assertThat(check.verdict().isGap()).isTrue();
    assertThat(seconds(check.since())).isBetween(1500.0, 1516.0);
  }

  /** A gap that opens behind a restart is dated there, by what that piece of the window tells. */
  @Test
  void aGapBehindARestartIsDatedInItsOwnPiece() {
    Check check = Sketch.check(restart(1500, 2200).inMemory(), Claim.INCREASE);

    assertThat(check.verdict().isGap()).isTrue();
    assertThat(check.because()).contains("left out");
    assertThat(seconds(check.since())).isBetween(2200.0, 2216.0);
  }

  /** One that opens before it is dated before it, although the later piece is in doubt as well. */
  @Test
  void aGapBeforeARestartIsNotDatedBehindIt() {
    Check check = Sketch.check(restart(2000, 1200).inMemory(), Claim.INCREASE);

    assertThat(check.verdict().isGap()).isTrue();
    assertThat(seconds(check.since())).isBetween(1200.0, 1216.0);
  }

  /**
   * Both count 3 at 1000 s; then legacy alone, which is a gap; the candidate's pod restarts once.
   */
  private static Sketch restart(double restarted, double opened) {
    return Sketch.of(Family.REQUESTS)
        .window(START, END)
        .target(LEGACY, "mixer-0", 7)
        .counter("x", stamp -> 100 + (stamp >= 1000 ? 3 : 0) + (stamp >= opened ? 500 : 0))
        .done()
        .target(CANDIDATE, "pod-0", 3)
        .uptime(stamp -> stamp < restarted ? stamp + 5000 : stamp - restarted)
        .counter("x", stamp -> stamp >= restarted ? 0 : stamp >= 1000 ? 403 : 400)
        .done();
  }

  /** Legacy expires and comes back unseen at 1500 s; the candidate begins to lose at 2200 s. */
  @Test
  void whatAnExpiryHidesOpensNoGap() {
    Sketch sketch =
        Sketch.of(Family.REQUESTS)
            .window(START, END)
            .target(LEGACY, "mixer-0", 3)
            .counter("x", stamp -> stamp < 1500 ? 3 : 5 + after(stamp) + lost(stamp, 1000))
            .counter("y", stamp -> stamp)
            .done()
            .target(CANDIDATE, "pod-0", 7)
            .counter(
                "x",
                stamp ->
                    70
                        + (stamp >= 860 ? 2 : 0)
                        + (stamp < 1500 ? 0 : 5 + after(stamp) + lost(stamp, 600)))
            .done();

    Check check = Sketch.check(sketch.inMemory(), Claim.INCREASE);

    assertThat(check.verdict().isGap()).isTrue();
    assertThat(seconds(check.since())).isBetween(2200.0, 2216.0);
  }

  private static double after(double stamp) {
    return Math.floor((stamp - 1500) / 290);
  }

  private static double lost(double stamp, double counted) {
    return stamp >= 2200 ? counted : 0;
  }

  @Test
  void aMissingGroupIsDatedToItsFirstRequests() {
    Sketch sketch =
        Sketch.of(Family.REQUESTS)
            .window(START, END)
            .target(LEGACY, "mixer-0", 7)
            .counter("x", stamp -> stamp >= 1200 ? 1000 : 0)
            .done()
            .target(CANDIDATE, "pod-0", 3)
            .counter("y", stamp -> 5)
            .done();

    Check check = Sketch.check(sketch.inMemory(), Claim.INCREASE);

    assertThat(seconds(check.since())).isBetween(1200.0, 1217.0);
  }

  private record World(Sketch sketch, double firstGap) {}

  /** Steady or bursty requests; from some moment on one side loses some, or has them twice. */
  private static World world(Dice dice) {
    double[] events = events(dice);
    double begins = dice.between(START + 60, END - 200);
    double share = dice.of(java.util.List.of(0.05, 0.3, 1.0));
    double[] fewer =
        Arrays.stream(events).filter(at -> at < begins || !dice.chance(share)).toArray();
    double firstGap = Double.NaN;
    for (int i = 0; i < events.length && Double.isNaN(firstGap); i++) {
      firstGap = i >= fewer.length || fewer[i] != events[i] ? events[i] : Double.NaN;
    }
    boolean legacyLoses = dice.chance(0.5);
    double[] one = lag(dice, legacyLoses ? fewer : events, LEGACY);
    double[] two = lag(dice, legacyLoses ? events : fewer, CANDIDATE);
    Sketch sketch =
        Sketch.of(Family.REQUESTS)
            .window(START, END)
            .target(LEGACY, "mixer-0", dice.between(0, 15))
            .counter("x", stamp -> until(one, stamp))
            .done()
            .target(CANDIDATE, "pod-0", dice.between(0, 15))
            .counter("x", stamp -> until(two, stamp))
            .done();
    return new World(sketch, firstGap);
  }

  private static double[] events(Dice dice) {
    double rate = dice.magnitude(-1, 1);
    double[] events = new double[(int) (3000 * rate)];
    boolean pauses = dice.chance(0.6);
    for (int i = 0; i < events.length; i++) {
      double at = dice.between(0, 3000);
      events[i] = pauses ? 120 * Math.floor(at / 120) + at % 60 : at;
    }
    Arrays.sort(events);
    return events;
  }

  private static double[] lag(Dice dice, double[] events, Generation generation) {
    double most = Family.REQUESTS.lag(generation).toMillis() / 1000.0;
    return Arrays.stream(events).map(at -> at + dice.between(0, most)).sorted().toArray();
  }

  private static long until(double[] sorted, double moment) {
    int at = Arrays.binarySearch(sorted, moment);
    return at < 0 ? -at - 1 : at + 1;
  }

  private static double seconds(String instant) {
    return (Instant.parse(instant.substring(0, instant.indexOf('Z') + 1)).toEpochMilli() - EPOCH)
        / 1000.0;
  }
}
