package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Invents traffic: bursts, idle stretches, rare groups, latencies and sizes of every shape. */
final class EventMaker {

  private static final long STEP = 30 * SECOND;
  private static final List<Long> SIZES_ON_BOUNDS =
      List.of(
          0L,
          1L,
          2L,
          4L,
          5L,
          9L,
          10L,
          11L,
          25L,
          50L,
          99L,
          100L,
          101L,
          250L,
          489L,
          490L,
          499L,
          500L,
          999L,
          1000L,
          1001L,
          9_999L,
          10_000L,
          10_001L,
          100_000L,
          1_000_000L);

  private final Dice dice;
  private final List<long[]> pauses;

  /** One maker for all groups of a world, since pauses of the load are common to them. */
  EventMaker(Dice dice) {
    this.dice = dice;
    this.pauses = dice.chance(0.6) ? pauses() : List.of();
  }

  private List<long[]> pauses() {
    List<long[]> result = new ArrayList<>();
    long at = dice.secondsBetween(0, 120);
    while (at < Timeline.END) {
      long length = dice.secondsBetween(35, 110);
      result.add(new long[] {at, at + length});
      at += length + dice.secondsBetween(30, 240);
    }
    return result;
  }

  Events make(double rate, Hazard hazard, boolean first) {
    boolean shaped = first && hazard.shapesTraffic();
    List<Long> at = shaped ? new ShapedTraffic(dice, this::steady).make(hazard) : steady(rate);
    long[] requests = array(at);
    long[] durations = new long[requests.length];
    long[] sizes = new long[requests.length];
    double median = dice.magnitude(-0.5, 3.3);
    double spread = dice.between(0.2, 1.3);
    double typical = dice.magnitude(0, 5);
    for (int i = 0; i < requests.length; i++) {
      durations[i] = duration(median, spread);
      sizes[i] = size(typical);
    }
    long[] transfers = array(steady(Math.min(rate, 0.5)));
    long[] bytes = new long[transfers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = dice.whole(1, 5000);
    }
    return new Events(requests, durations, sizes, transfers, bytes);
  }

  private List<Long> steady(double rate) {
    List<Long> at = new ArrayList<>();
    for (long from = 0; from < Timeline.END - SECOND; from += STEP) {
      double now = rate * dice.burst();
      for (long t = from + dice.pause(now); t < from + STEP; t += 1 + dice.pause(now)) {
        if (t < Timeline.END - SECOND && !paused(t)) {
          at.add(t);
        }
      }
    }
    return at;
  }

  private boolean paused(long t) {
    for (long[] pause : pauses) {
      if (t >= pause[0] && t < pause[1]) {
        return true;
      }
    }
    return false;
  }

  private long duration(double medianMs, double spread) {
    double ms = medianMs * Math.exp(spread * dice.gaussian());
    if (dice.chance(0.05)) {
      ms = dice.of(List.of(0.9999, 4.9999, 9.9999, 489.9, 490.1, 499.9, 500.1, 1000.01, 61_000.0));
    }
    long ns = Math.max(1, Math.round(ms * 1_000_000));
    return ns % 500_000 == 0 ? ns + 1 : ns;
  }

  private long size(double typical) {
    return dice.chance(0.6)
        ? dice.of(SIZES_ON_BOUNDS)
        : (long) (typical * Math.exp(1.2 * dice.gaussian()));
  }

  private static long[] array(List<Long> at) {
    Collections.sort(at);
    return at.stream().mapToLong(Long::longValue).toArray();
  }
}
