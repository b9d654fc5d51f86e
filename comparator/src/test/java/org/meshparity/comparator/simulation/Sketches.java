package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Generation.CANDIDATE;
import static org.meshparity.comparator.simulation.Generation.LEGACY;
import static org.meshparity.comparator.simulation.SketchedTarget.ABSENT;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * Samples of events that both generations counted alike, arranged so that an engine that forgets
 * one term of the rules sees a difference. Times are seconds; the traffic is two steps of a few
 * requests and one burst right where it hurts.
 */
public final class Sketches {

  /** Inside the wanted window, whose end is 2400. */
  private static final double STEP = 1500;

  private static final double BURST = 1000;

  private Sketches() {}

  /** The burst comes after the stamp, while the scrape still lasts. */
  public static Sketch slowScrape() {
    return burstAt(2400.05, new Seen(2399.9, 2, 2), new Seen(2400, 0, 0));
  }

  /** The burst comes 2 ms after the stamp, which alignment has moved back. */
  public static Sketch stampMovedBack() {
    return burstAt(2400.001, new Seen(2399.999, 0, 0.0025), new Seen(2400, 0, 0));
  }

  /** The burst waits in its batch for most of a second. */
  public static Sketch lateReport() {
    return burstAt(2399.5, new Seen(2400, 0, -0.9), new Seen(2399.9, 0, 0));
  }

  /** The candidate's clock is 1.5 s ahead: its stamps claim to be later than they are. */
  public static Sketch fastClock() {
    return burstAt(2399, new Seen(2399.9, 0, 0), new Seen(2400.05, 0, -1.5)).clockError(2);
  }

  /**
   * One of two Mixers is not reached from before the window until after it, and counts on. The
   * other one has half of group {@code x} and nothing of {@code y}.
   */
  public static Sketch silentTarget() {
    return Sketch.of(Family.REQUESTS)
        .target(LEGACY, "mixer-0", 7)
        .counter("x", stamp -> Math.floor(stamp / 2))
        .done()
        .target(LEGACY, "mixer-1", 11)
        .notScraped(800, 2500)
        .counter("x", stamp -> Math.floor(stamp / 2))
        .counter("y", Math::floor)
        .done()
        .target(CANDIDATE, "pod-0", 3)
        .counter("x", Math::floor)
        .counter("y", Math::floor)
        .done();
  }

  /**
   * The scraper of one of two pods goes down in a quiet moment, and the pod counts on. No marker
   * says that it is gone.
   */
  public static Sketch ceasingTarget() {
    return steadyLegacy(stamp -> 2 * halfAroundAPause(stamp))
        .target(CANDIDATE, "pod-0", 7)
        .counter("x", Sketches::halfAroundAPause)
        .done()
        .target(CANDIDATE, "pod-1", 11)
        .notScraped(1400, Double.MAX_VALUE)
        .counter("x", Sketches::halfAroundAPause)
        .done();
  }

  private static double halfAroundAPause(double stamp) {
    return Math.floor(Math.max(0, Math.min(stamp, 1200) - 1000) + Math.max(0, stamp - 1600));
  }

  /** From 1500 s on the candidate counts 600 of 1000 requests. */
  public static Sketch gapOpens() {
    return Sketch.of(Family.REQUESTS)
        .target(LEGACY, "mixer-0", 7)
        .counter("x", stamp -> trickle(stamp) + (stamp >= STEP ? 1000 : 100))
        .done()
        .target(CANDIDATE, "pod-0", 3)
        .counter("x", stamp -> trickle(stamp) + (stamp >= STEP ? 600 : 100))
        .done();
  }

  /** Ten requests a second up to the window's end, at which the load is said to have stopped. */
  public static Sketch loadStops() {
    DoubleUnaryOperator load = stamp -> 10 * Math.floor(Math.max(0, Math.min(stamp, 2400) - 2100));
    return Sketch.of(Family.REQUESTS)
        .window(2000, 2400)
        .target(LEGACY, "mixer-0", 7)
        .counter("x", load)
        .done()
        .target(CANDIDATE, "pod-0", 3)
        .counter("x", load)
        .done()
        .stopped();
  }

  /** Both sides count 100 early, 50 inside the window, and a burst near its end. */
  private static Sketch burstAt(double burst, Seen legacy, Seen candidate) {
    return Sketch.of(Family.REQUESTS)
        .target(LEGACY, "mixer-0", legacy.stamp % 15)
        .taking(legacy.takes)
        .counter("x", stamp -> counted(stamp + legacy.shows, burst))
        .done()
        .target(CANDIDATE, "pod-0", candidate.stamp % 15)
        .taking(candidate.takes)
        .counter("x", stamp -> counted(stamp + candidate.shows, burst))
        .done();
  }

  /**
   * How a side is scraped around the burst.
   *
   * @param stamp of one of its scrapes
   * @param takes how long a scrape takes
   * @param shows until how long after its stamp a sample shows what happened
   */
  private record Seen(double stamp, double takes, double shows) {}

  private static double counted(double moment, double burst) {
    return 100 + trickle(moment) + (moment >= STEP ? 50 : 0) + (moment >= burst ? BURST : 0);
  }

  /** One request each 300 s, far from all ends, so that nothing stands still until it expires. */
  private static double trickle(double moment) {
    return moment < 110 ? 0 : Math.floor((moment - 110) / 300) + 1;
  }

  private static double trickleSinceStep(double moment) {
    return trickle(moment) - trickle(STEP);
  }

  /**
   * A restart that this series does not show: 8 before, 9 after, and 9 is what it gained since. A
   * sibling of the same target fell.
   */
  public static Sketch restartShownOnlyBySibling() {
    return nineAt(STEP)
        .counter("x", Sketches::eightThenNine)
        .counter("y", stamp -> stamp < STEP ? 500 : 1)
        .done();
  }

  /** The same restart, which shows only in the uptime. */
  public static Sketch restartShownByUptime() {
    return nineAt(STEP)
        .counter("x", Sketches::eightThenNine)
        .uptime(stamp -> stamp < STEP ? 50_000 + stamp : stamp - STEP)
        .done();
  }

  /** The same restart, after which the series was absent for a while; no number ever falls. */
  public static Sketch restartShownByAbsence() {
    return nineAt(STEP + 40)
        .counter("x", stamp -> stamp > STEP && stamp < STEP + 40 ? ABSENT : eightThenNine(stamp))
        .done();
  }

  /**
   * One pod dies just after the window's start, another is born: at both ends there is one series,
   * and the second ends where the first did.
   */
  public static Sketch replacedAtTheStart() {
    return steadyLegacy(stamp -> 1000 + Math.max(0, Math.min(1005, stamp - 934)))
        .target(CANDIDATE, "pod-0", 7)
        .until(907)
        .counter("x", stamp -> 1000)
        .done()
        .target(CANDIDATE, "pod-1", 934)
        .counter("x", stamp -> Math.min(1005, stamp - 934))
        .done();
  }

  /**
   * A pod that is scraped each 100 s only, never near the window's ends: no read shows it, and half
   * of what happened is missing from every sum.
   */
  public static Sketch scrapedTooRarely() {
    return steadyLegacy(stamp -> 1000 + trickle(stamp) + (stamp >= STEP ? 550 : 0))
        .target(CANDIDATE, "pod-0", 7)
        .counter("x", stamp -> trickle(stamp) + (stamp >= STEP ? 50 : 0))
        .done()
        .target(CANDIDATE, "pod-1", 50)
        .every(100)
        .counter("x", stamp -> stamp >= STEP ? 1500 : 1000)
        .done();
  }

  private static double eightThenNine(double stamp) {
    return stamp < STEP ? 3 + trickle(stamp) : 9 + trickleSinceStep(stamp);
  }

  private static SketchedTarget nineAt(double moment) {
    return steadyLegacy(stamp -> 10 + trickle(stamp) + (stamp >= moment ? 9 : 0))
        .target(CANDIDATE, "pod-0", 7);
  }

  /**
   * A restart in the middle of the window loses from view the 7 that were counted just before it.
   * Long before and long after, both sides count the same.
   */
  public static Sketch restartInTheMiddle() {
    return steadyLegacy(
            stamp ->
                (stamp >= 1200 ? 300 : 100)
                    + trickle(stamp)
                    + (stamp >= STEP ? 7 : 0)
                    + (stamp >= 1800 ? 200 : 0))
        .target(CANDIDATE, "pod-0", 7)
        .counter("x", Sketches::restarted)
        .done();
  }

  private static double restarted(double stamp) {
    if (stamp < STEP) {
      return (stamp >= 1200 ? 300 : 100) + trickle(stamp);
    }
    double since = trickleSinceStep(stamp) + (stamp >= 1800 ? 200 : 0);
    return since == 0 ? ABSENT : since;
  }

  /** A pod dies after a burst of 57 that no scrape has seen; another one lives on. */
  public static Sketch deathInTheMiddle() {
    return steadyLegacy(
            stamp -> (stamp >= 1200 ? 300 : 100) + trickle(stamp) + (stamp >= STEP ? 57 : 0))
        .target(CANDIDATE, "pod-0", 7)
        .until(STEP - 8)
        .counter("x", stamp -> (stamp >= 1200 ? 300 : 100) + trickle(stamp))
        .done()
        .target(CANDIDATE, "pod-1", 4)
        .counter("x", stamp -> 20 + Math.max(0, trickleSinceStep(stamp)))
        .done();
  }

  private static Sketch steadyLegacy(DoubleUnaryOperator shown) {
    return Sketch.of(Family.REQUESTS)
        .target(LEGACY, "mixer-0", 4)
        .every(5)
        .counter("x", shown)
        .done();
  }

  /** A mixer removed an idle series, and it was back between two scrapes with a larger number. */
  public static Sketch hiddenExpiry() {
    return fiveAtTheStep()
        .target(LEGACY, "mixer-0", 3)
        .counter("x", stamp -> stamp < STEP ? 3 : 5 + trickleSinceStep(stamp))
        .counter("y", stamp -> stamp)
        .done();
  }

  /** The same, but some scrapes show that it was gone. */
  public static Sketch expirySeenAsAGap() {
    return fiveAtTheStep()
        .target(LEGACY, "mixer-0", 3)
        .counter("x", Sketches::goneFor40Seconds)
        .counter("y", stamp -> stamp)
        .done();
  }

  private static double goneFor40Seconds(double stamp) {
    if (stamp < STEP) {
      return stamp < 860 ? 1 : stamp < 1450 ? 3 : ABSENT;
    }
    return 5 + trickleSinceStep(stamp);
  }

  private static Sketch fiveAtTheStep() {
    return Sketch.of(Family.REQUESTS)
        .target(CANDIDATE, "pod-0", 7)
        .counter(
            "x",
            stamp ->
                70 + (stamp >= 860 ? 2 : 0) + (stamp >= STEP ? 5 + trickleSinceStep(stamp) : 0))
        .done();
  }

  /**
   * A pod that counted long before anybody scraped it: its first value is older than the window.
   */
  public static Sketch firstScrapedLate() {
    return steadyLegacy(stamp -> 1000 + trickle(stamp) + (stamp >= STEP ? 50 : 0))
        .target(CANDIDATE, "pod-0", 7)
        .counter("x", stamp -> trickle(stamp) + (stamp >= STEP ? 50 : 0))
        .done()
        .target(CANDIDATE, "pod-1", 1204)
        .counter("x", stamp -> 1000)
        .done();
  }

  /** All requests took 495 ms: under v1's bound 0.5, in the bin that le="500" forgets. */
  public static Sketch edgeOf500() {
    return values(Family.DURATION, 495_000_001);
  }

  /** All requests took 0.9 ms: v2's le="0.5" and le="1" both hold them. */
  public static Sketch belowOneMillisecond() {
    return values(Family.DURATION, 900_001);
  }

  /** All sizes lie on a bound: in v1's bucket, not in v2's. */
  public static Sketch sizesOnABound() {
    return values(Family.SIZE, 10);
  }

  /** All requests took almost 2 ms, of which v2's sum knows 1.05. */
  public static Sketch floorInTheSum() {
    return values(Family.DURATION, 1_999_900);
  }

  private static Sketch values(Family family, long value) {
    DoubleFunction<long[]> shown =
        stamp -> {
          long[] values = new long[(int) ((stamp < STEP ? 100 : 400) + trickle(stamp))];
          Arrays.fill(values, value);
          return values;
        };
    return Sketch.of(family)
        .target(LEGACY, "mixer-0", 3)
        .histogram(family, "x", shown)
        .done()
        .target(CANDIDATE, "pod-0", 7)
        .histogram(family, "x", shown)
        .done();
  }
}
