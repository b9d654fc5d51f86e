package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One thing that is scraped: an address behind which processes follow one another. */
public final class Target {

  /** Its address. */
  public final String instance;

  /** Between two scrapes. */
  public long interval = 15 * SECOND;

  /** When its first scrape is, after zero. */
  public long phase;

  /** The longest time that a scrape of it takes. */
  public long scrapeTakes;

  /** Whether scrapes start exactly on their tick and end exactly after {@link #scrapeTakes}. */
  public boolean exact;

  /** When the scraper hears of it. */
  public long discovered = Timeline.LONG_AGO;

  /** When the scraper is told that it is no more. */
  public long forgotten = Timeline.NEVER;

  /** Numbers of the scrapes that fail. */
  public final Set<Long> failing = new HashSet<>();

  /** One after the other. */
  public final List<Process> processes = new ArrayList<>();

  /** Without a process so far. */
  public Target(String instance, Dice dice) {
    this.instance = instance;
    this.phase = dice.secondsBetween(0, 15);
    this.scrapeTakes = dice.secondsBetween(0.004, 0.06);
  }

  /** Adds a process that lives from a moment, inclusive, to another, exclusive. */
  public Target runs(long start, long end, Dice dice) {
    processes.add(new Process(start, end, dice.secondsBetween(0, 300)));
    return this;
  }

  /** Replaces all processes by two: one until a moment, one from some time later. */
  public void restarts(long at, long downtime, Dice dice) {
    processes.clear();
    runs(Timeline.LONG_AGO, at, dice);
    runs(at + Math.max(downtime, 1), Timeline.NEVER, dice);
  }

  /** Ends for ever; the scraper hears of it a little later. */
  public void dies(long at, long noticed, Dice dice) {
    processes.clear();
    runs(Timeline.LONG_AGO, at, dice);
    forgotten = at + noticed;
  }
}
