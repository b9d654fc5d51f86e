package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.END;
import static org.meshparity.comparator.simulation.Timeline.LONG_AGO;
import static org.meshparity.comparator.simulation.Timeline.MILLI;
import static org.meshparity.comparator.simulation.Timeline.NEVER;
import static org.meshparity.comparator.simulation.Timeline.SECOND;
import static org.meshparity.comparator.simulation.Timeline.START;
import static org.meshparity.comparator.simulation.Timeline.WINDOW_END;

import java.util.ArrayList;
import java.util.List;

/** All targets of one side, with the hazard's mischief done to them. */
final class Fleet {

  private static final long MIDDLE = (START + WINDOW_END) / 2;

  final Generation generation;
  final List<Target> targets = new ArrayList<>();

  /** Times in which nothing of this side is scraped, as {start, end}. */
  final List<long[]> outages = new ArrayList<>();

  private final Dice dice;

  Fleet(Generation generation, Hazard hazard, Dice dice) {
    this.generation = generation;
    this.dice = dice;
    int count = dice.whole(1, generation == Generation.LEGACY ? 2 : 3);
    for (int i = 0; i < count; i++) {
      targets.add(newTarget("" + i).runs(LONG_AGO, NEVER, dice));
    }
    strike(hazard, dice.of(targets));
  }

  /**
   * Generous times around each start and end of a process, and around outages: whatever its scrapes
   * leave open. Where several worlds make one side, the others' targets are scraped meanwhile.
   */
  List<long[]> unrest() {
    List<long[]> unrest = new ArrayList<>();
    for (Target target : targets) {
      long around = 2 * target.interval + 45 * SECOND;
      for (Process process : target.processes) {
        unrest.add(around(process.start(), around));
        unrest.add(around(process.end(), around));
      }
    }
    long edges = 105 * SECOND;
    outages.forEach(outage -> unrest.add(new long[] {outage[0] - edges, outage[1] + edges}));
    return unrest;
  }

  private long[] around(long moment, long around) {
    long[] time = {moment - around, moment + around};
    for (long[] outage : outages) {
      if (outage[0] < time[1] && outage[1] > time[0]) {
        time[0] = Math.min(time[0], outage[0] - around);
        time[1] = Math.max(time[1], outage[1] + around);
      }
    }
    return time;
  }

  private Target newTarget(String name) {
    return new Target((generation == Generation.LEGACY ? "mixer-" : "pod-") + name, dice);
  }

  private void strike(Hazard hazard, Target target) {
    switch (hazard) {
      case RESTART -> restart(target, somewhere());
      case RESTART_BEFORE_START -> restart(target, START - dice.secondsBetween(0, 45));
      case RESTART_AFTER_END -> restart(target, WINDOW_END + dice.secondsBetween(0, 45));
      case RESTART_TWICE -> restartTwice(target);
      case DEATH -> dies(target, somewhere());
      case DEATH_AFTER_END -> dies(target, WINDOW_END + dice.secondsBetween(-3, 30));
      case BIRTH -> born(somewhere(), 0, 5);
      case REPLACED -> replaced(target, somewhere());
      case REPLACED_AT_START -> replaced(target, START + dice.secondsBetween(-6, 6));
      case REPLACED_AT_END -> replaced(target, WINDOW_END + dice.secondsBetween(-6, 6));
      case FAILED_SCRAPES -> fails(target);
      case OUTAGE -> outage(target);
      case SLOW_SCRAPES -> slow(target);
      case ALIGNED -> align(target, target.scrapeTakes);
      case LONGER_INTERVAL -> target.interval = dice.of(List.of(30, 60)) * SECOND;
      case NONE, RARE, EXPIRY, EXPIRY_RARE, HIDDEN_EXPIRY -> {}
    }
  }

  private long near(long moment, double seconds) {
    return moment + dice.secondsBetween(-seconds, seconds);
  }

  private long somewhere() {
    return dice.of(
        List.of(near(START, 40), near(WINDOW_END, 40), START + dice.secondsBetween(0, 1800)));
  }

  private void restart(Target target, long at) {
    target.restarts(at, dice.chance(0.66) ? 1 : 8 * SECOND, dice);
  }

  /** A process that comes up, counts for a while and falls again. */
  private void restartTwice(Target target) {
    long first = somewhere();
    long second =
        first + (dice.chance(0.25) ? dice.secondsBetween(1, 12) : dice.secondsBetween(16, 300));
    target.processes.clear();
    target.runs(LONG_AGO, first, dice);
    target.runs(first + 1, second, dice);
    target.runs(second + dice.secondsBetween(0, 20), NEVER, dice);
  }

  private void dies(Target target, long at) {
    if (targets.size() > 1 || dice.chance(0.2)) {
      target.dies(at, dice.secondsBetween(0, 3), dice);
    }
  }

  private void born(long at, double earliest, double latest) {
    Target target = newTarget("new").runs(at, NEVER, dice);
    target.discovered = at + dice.secondsBetween(earliest, latest);
    targets.add(target);
  }

  private void replaced(Target target, long at) {
    target.dies(at, dice.secondsBetween(0, 2), dice);
    born(at - dice.secondsBetween(0, 10), 7, 15);
  }

  private void fails(Target target) {
    long moment = near(dice.of(List.of(START, WINDOW_END, MIDDLE)), 60);
    long tick = (moment - target.phase) / target.interval;
    int count = dice.whole(1, 3);
    for (int i = 0; i < count; i++) {
      target.failing.add(tick + i);
    }
    if (dice.chance(0.4)) {
      restart(target, target.phase + tick * target.interval - dice.secondsBetween(0, 5));
    }
  }

  private void outage(Target target) {
    long from = near(dice.of(List.of(START, WINDOW_END, MIDDLE)), 80);
    long until = from + dice.secondsBetween(20, 420);
    outages.add(new long[] {from, Math.min(until, END)});
    if (dice.chance(0.5) && targets.size() > 1) {
      target.dies(from + dice.secondsBetween(0, 20), 0, dice);
    }
  }

  private void slow(Target target) {
    for (Target each : targets) {
      each.scrapeTakes = 2 * SECOND;
    }
    if (dice.chance(0.5)) {
      align(target, 2 * SECOND);
    }
  }

  /** Puts the scrapes exactly on the ends that a careless reading would use. */
  private void align(Target target, long scrapeTakes) {
    long lag = Family.REQUESTS.lagMicros(generation);
    long end = dice.of(List.of(START, WINDOW_END));
    long moment =
        end + dice.of(List.of(0L, lag, -scrapeTakes, -scrapeTakes - 3 * MILLI, -MILLI, MILLI));
    target.scrapeTakes = scrapeTakes;
    target.phase = Math.floorMod(moment, target.interval);
    target.exact = true;
  }
}
