package org.meshparity.tests.bench.accuracy;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.meshparity.comparator.simulation.Dice;

/** Invents calls: rates, bursts, idle times, latencies and sizes of every shape. */
final class CallMaker {

  private static final long STEP = 30 * SECOND;
  private static final long LAST = Windows.SPAN.end() - 2 * SECOND;
  private static final List<Long> SIZES_ON_BOUNDS =
      List.of(0L, 1L, 2L, 9L, 10L, 11L, 99L, 100L, 101L, 490L, 500L, 999L, 1000L, 1001L, 10_000L);
  private static final List<Double> NEAR_BOUNDS =
      List.of(0.9999, 4.9999, 9.9999, 249.9, 250.1, 489.9, 490.1, 499.9, 500.1, 1000.01, 61_000.0);

  private final Dice dice;

  CallMaker(Dice dice) {
    this.dice = dice;
  }

  /**
   * Calls over the whole time.
   *
   * @param rate about how many a second
   */
  Calls make(double rate, Shape shape) {
    long[] at = moments(rate, shape).toArray();
    long[] nanos = new long[at.length];
    long[] bytes = new long[at.length];
    double median = dice.magnitude(-0.3, 3);
    double spread = dice.between(0.2, 1.3);
    double slowMedian = dice.chance(0.3) ? median * dice.magnitude(0.5, 1.5) : median;
    double typical = dice.magnitude(0, 4.5);
    for (int i = 0; i < at.length; i++) {
      nanos[i] = nanos(dice.chance(0.2) ? slowMedian : median, spread);
      bytes[i] = bytes(typical);
    }
    return new Calls(at, nanos, bytes);
  }

  private Longs moments(double rate, Shape shape) {
    Longs at = new Longs();
    switch (shape) {
      case STEADY -> steps(at, 0, LAST, from -> rate);
      case BURSTS -> steps(at, 0, LAST, from -> rate * dice.burst());
      case RAMP -> steps(at, 0, LAST, from -> rate * (0.67 + 0.67 * from / LAST));
      case PAUSES -> pauses(at, rate);
      case IDLE -> idle(at, rate);
      case RETURNS -> returns(at);
    }
    return at;
  }

  private void steps(Longs at, long from, long until, LongToDoubleFunction rate) {
    for (long step = from; step < until; step += STEP) {
      double now = rate.applyAsDouble(step);
      long end = Math.min(step + STEP, until);
      for (long t = step + dice.pause(now); t < end; t += 1 + dice.pause(now)) {
        at.add(t);
      }
    }
  }

  private void pauses(Longs at, double rate) {
    long from = dice.secondsBetween(0, 120);
    while (from < LAST) {
      long until = Math.min(LAST, from + dice.secondsBetween(30, 400));
      steps(at, from, until, step -> rate * dice.burst());
      from = until + dice.secondsBetween(35, 110);
    }
  }

  private void idle(Longs at, double rate) {
    long quiet = dice.secondsBetween(300, 8000);
    long back = quiet + dice.secondsBetween(560, 1500);
    steps(at, 0, quiet, step -> rate * dice.burst());
    handful(at, Math.min(back, LAST), 12, dice.whole(0, 7));
    if (dice.chance(0.7)) {
      steps(at, Math.min(back + 13 * SECOND, LAST), LAST, step -> rate * dice.burst());
    }
  }

  /** As many as before, just after the series was removed: its value need not fall. */
  private void returns(Longs at) {
    long from = dice.secondsBetween(200, 900);
    int count = dice.whole(1, 4);
    while (from < LAST - 30 * SECOND) {
      handful(at, from, 20, count);
      from = at.last() + dice.secondsBetween(595, 910);
      count += dice.whole(0, 1);
    }
  }

  private void handful(Longs at, long from, double withinSeconds, int count) {
    long[] some = new long[count];
    for (int i = 0; i < count; i++) {
      some[i] = Math.min(from + dice.secondsBetween(0, withinSeconds), LAST);
    }
    java.util.Arrays.sort(some);
    for (long each : some) {
      at.add(each);
    }
  }

  private long nanos(double medianMs, double spread) {
    double ms = medianMs * Math.exp(spread * dice.gaussian());
    return offBounds(Math.round((dice.chance(0.04) ? dice.of(NEAR_BOUNDS) : ms) * 1_000_000));
  }

  /** No latency equals a bound to the nanosecond. */
  static long offBounds(long nanos) {
    long some = Math.max(1, nanos);
    return some % 500_000 == 0 ? some + 1 : some;
  }

  private long bytes(double typical) {
    return dice.chance(0.5)
        ? dice.of(SIZES_ON_BOUNDS)
        : (long) (typical * Math.exp(1.2 * dice.gaussian()));
  }
}
