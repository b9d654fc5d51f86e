package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One thing that is scraped: an address behind which processes follow one another. */
final class Target {

  final String instance;
  long interval = 15 * SECOND;
  long phase;
  long scrapeTakes;

  /** Whether scrapes start exactly on their tick and end exactly after {@link #scrapeTakes}. */
  boolean exact;

  long discovered = Timeline.LONG_AGO;
  long forgotten = Timeline.NEVER;
  final Set<Long> failing = new HashSet<>();
  final List<Process> processes = new ArrayList<>();

  Target(String instance, Dice dice) {
    this.instance = instance;
    this.phase = dice.secondsBetween(0, 15);
    this.scrapeTakes = dice.secondsBetween(0.004, 0.06);
  }

  Target runs(long start, long end, Dice dice) {
    processes.add(new Process(start, end, dice.secondsBetween(0, 300)));
    return this;
  }

  /** Replaces all processes by two: one until a moment, one from some time later. */
  void restarts(long at, long downtime, Dice dice) {
    processes.clear();
    runs(Timeline.LONG_AGO, at, dice);
    runs(at + Math.max(downtime, 1), Timeline.NEVER, dice);
  }

  /** Ends for ever; the scraper hears of it a little later. */
  void dies(long at, long noticed, Dice dice) {
    processes.clear();
    runs(Timeline.LONG_AGO, at, dice);
    forgotten = at + noticed;
  }
}
