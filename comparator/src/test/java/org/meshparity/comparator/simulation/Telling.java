package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.NEVER;
import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How events reach the processes of a side: chosen pods, batches, flushes, reporting periods. */
final class Telling {

  private static final int BATCH = 100;

  private final Fleet fleet;
  private final Set<Family> exposed;
  private final Fault fault;
  private final Dice dice;

  /** When the batch that is being filled leaves, and how many reports it holds, per sender. */
  private final long[] leavesAt;

  private final int[] held;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> alive = new ArrayList<>();

  Telling(Fleet fleet, Set<Family> exposed, Fault fault, Dice dice) {
    this.exposed = exposed;
    this.fleet = fleet;
    this.fault = fault;
    this.dice = dice;
    int senders = dice.whole(1, 3);
    this.leavesAt = new long[senders];
    this.held = new int[senders];
    fleet.targets.forEach(target -> processes.addAll(target.processes));
    Arrays.fill(leavesAt, Timeline.LONG_AGO);
  }

  /** Tells all events of a group; returns which event was counted, once for each time. */
  int[] requests(String group, Events events) {
    return tell(group, events, EnumSet.of(Family.REQUESTS, Family.DURATION, Family.SIZE));
  }

  int[] transfers(String group, Events events) {
    return tell(group, events, EnumSet.of(Family.TCP_SENT));
  }

  private int[] tell(String group, Events events, Set<Family> families) {
    families.retainAll(exposed);
    if (families.isEmpty()) {
      return new int[0];
    }
    long[] at = events.at(families.iterator().next());
    List<Integer> counted = new ArrayList<>();
    Arrays.fill(leavesAt, Timeline.LONG_AGO);
    for (int event = 0; event < at.length; event++) {
      int copies = fault.copies(fleet.generation, dice);
      long batch = batch(at[event]);
      for (int copy = 0; copy < copies; copy++) {
        Process process = listener(at[event], batch);
        if (process != null) {
          counted.add(event);
          for (Family family : families) {
            long visible = visible(family, process, at[event], batch);
            process.count(family, group, visible, events.value(family, event));
          }
        }
      }
    }
    return counted.stream().mapToInt(Integer::intValue).toArray();
  }

  /** When the report of an event leaves its sender: a second after the batch's first, or full. */
  private long batch(long at) {
    int sender = dice.whole(0, leavesAt.length - 1);
    if (at >= leavesAt[sender] || held[sender] == BATCH) {
      leavesAt[sender] = at + SECOND;
      held[sender] = 0;
    }
    held[sender]++;
    return leavesAt[sender];
  }

  private Process listener(long at, long batch) {
    boolean legacy = fleet.generation == Generation.LEGACY;
    Process process = oneAlive(legacy ? batch : at);
    return process == null && legacy ? oneAlive(at) : process;
  }

  private Process oneAlive(long t) {
    alive.clear();
    for (Process process : processes) {
      if (process.lives(t)) {
        alive.add(process);
      }
    }
    return alive.isEmpty() ? null : dice.of(alive);
  }

  private long visible(Family family, Process process, long at, long batch) {
    if (family == Family.TCP_SENT) {
      return at + Math.round(dice.between(0, 1) * family.lagMicros(fleet.generation));
    }
    if (fleet.generation == Generation.LEGACY) {
      return batch;
    }
    return family == Family.REQUESTS ? at : Math.min(process.tickFrom(at, 5 * SECOND), NEVER);
  }
}
