package org.meshparity.tests.bench.accuracy;

import static org.meshparity.comparator.simulation.Timeline.LONG_AGO;
import static org.meshparity.comparator.simulation.Timeline.MILLI;
import static org.meshparity.comparator.simulation.Timeline.NEVER;
import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Target;

/**
 * What befalls the targets of one side and their scrapes, most of it near the ends of a window,
 * where it can do harm. None of it is a difference between the generations.
 */
final class Mischief {

  /** What befalls a target. */
  enum Hazard {
    RESTART,
    RESTART_TWICE,
    DEATH,
    BIRTH,
    REPLACED,
    MISSED_SCRAPES,
    DOWN,
    OUTAGE,
    SLOW_SCRAPES,
    ALIGNED,
    LONGER_INTERVAL
  }

  private static final long LAST = Windows.SPAN.end();

  private final Side side;
  private final Dice dice;
  private final Set<Target> struck = new HashSet<>();
  private final List<String> hazards = new ArrayList<>();

  Mischief(Side side, Dice dice) {
    this.side = side;
    this.dice = dice;
  }

  /**
   * Strikes a target, or all of a kind. None is struck twice: a process that ended would live
   * again.
   */
  void strike(Hazard hazard) {
    String name = dice.of(side.names());
    Target target = dice.of(side.of(name));
    if (!struck.add(target)) {
      return;
    }
    hazards.add(side.generation + " " + hazard);
    switch (hazard) {
      case RESTART -> target.restarts(somewhen(), dice.chance(0.66) ? 1 : 8 * SECOND, dice);
      case RESTART_TWICE -> restartTwice(target);
      case DEATH -> dies(name, target);
      case BIRTH -> born(name, somewhen(), dice.secondsBetween(0, 5));
      case REPLACED -> replaced(name, target);
      case MISSED_SCRAPES -> missed(target);
      case DOWN -> down(target);
      case OUTAGE -> outage();
      case SLOW_SCRAPES -> slow(name);
      case ALIGNED -> align(target);
      case LONGER_INTERVAL -> target.interval = dice.of(List.of(20L, 30L, 60L)) * SECOND;
    }
  }

  /** What befell it, in words. */
  List<String> hazards() {
    return hazards;
  }

  /** Near an end of a window, or anywhere in the longest one. */
  private long somewhen() {
    return dice.chance(0.4)
        ? dice.secondsBetween(1400, 8750)
        : anEnd() + dice.secondsBetween(-45, 45);
  }

  private long anEnd() {
    List<Long> ends = new ArrayList<>(Windows.ALL.stream().map(Windows::start).toList());
    ends.add(Windows.SPAN.windowEnd());
    return dice.of(ends);
  }

  /** A process that comes up, counts for a while and falls again. */
  private void restartTwice(Target target) {
    long first = somewhen();
    long second =
        first + (dice.chance(0.25) ? dice.secondsBetween(1, 12) : dice.secondsBetween(16, 300));
    target.processes.clear();
    target.runs(LONG_AGO, first, dice);
    target.runs(first + 1, second, dice);
    target.runs(second + dice.secondsBetween(0, 20), NEVER, dice);
  }

  private void dies(String name, Target target) {
    if (side.of(name).size() > 1 || dice.chance(0.2)) {
      target.dies(somewhen(), dice.secondsBetween(0, 3), dice);
    }
  }

  private void born(String name, long at, long discovery) {
    Target target = side.born(name).runs(at, NEVER, dice);
    target.discovered = at + discovery;
  }

  private void replaced(String name, Target target) {
    long at = somewhen();
    target.dies(at, dice.secondsBetween(0, 2), dice);
    born(name, at - dice.secondsBetween(0, 10), dice.secondsBetween(7, 15));
  }

  private void missed(Target target) {
    long tick = (somewhen() - target.phase) / target.interval;
    int count = dice.whole(1, 3);
    for (int i = 0; i < count; i++) {
      target.failing.add(tick + i);
    }
    if (dice.chance(0.3)) {
      long before = target.phase + tick * target.interval - dice.secondsBetween(0, 5);
      target.restarts(before, 1, dice);
    }
  }

  /** It works, and for minutes nobody can reach it. */
  private void down(Target target) {
    long from = (somewhen() - target.phase) / target.interval;
    long scrapes = dice.secondsBetween(60, 420) / target.interval;
    for (long i = 0; i < scrapes; i++) {
      target.failing.add(from + i);
    }
  }

  private void outage() {
    long from = somewhen();
    long until = Math.min(LAST, from + dice.secondsBetween(20, 420));
    side.outages.add(new long[] {from, until});
  }

  private void slow(String name) {
    for (Target each : side.of(name)) {
      each.scrapeTakes = 2 * SECOND;
    }
  }

  /** Scrapes that lie exactly on the ends that a careless reading would use. */
  private void align(Target target) {
    long moment = anEnd() + dice.of(List.of(0L, -target.scrapeTakes, -3 * MILLI, -MILLI, MILLI));
    target.exact = true;
    target.phase = Math.floorMod(moment, target.interval);
  }
}
