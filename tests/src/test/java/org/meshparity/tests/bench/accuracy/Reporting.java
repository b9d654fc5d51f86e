package org.meshparity.tests.bench.accuracy;

import static org.meshparity.comparator.simulation.Timeline.SECOND;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Family;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Process;
import org.meshparity.comparator.simulation.Target;
import org.meshparity.comparator.simulation.Timeline;

/** How calls reach the processes of a side: chosen pods, batches, flushes, reporting periods. */
final class Reporting {

  private static final int BATCH = 100;
  private static final long FLUSH = 5 * SECOND;

  private final Side side;
  private final Fault fault;
  private final List<Stream> all;
  private final Dice dice;
  private final Map<Stream, Counted> truth = new HashMap<>();
  private final long[] leavesAt;
  private final int[] held;

  Reporting(Side side, Fault fault, List<Stream> all, Dice dice) {
    this.side = side;
    this.fault = fault;
    this.all = all;
    this.dice = dice;
    int senders = dice.whole(1, 3);
    this.leavesAt = new long[senders];
    this.held = new int[senders];
  }

  /** Tells all calls of all streams; returns what was counted. */
  Map<Stream, Counted> tell() {
    for (Stream stream : all) {
      Arrays.fill(leavesAt, Timeline.LONG_AGO);
      List<Process> listeners = processes(stream);
      Calls calls = stream.calls();
      for (int i = 0; i < calls.size(); i++) {
        long batch = batch(calls.at()[i]);
        int copies = fault.copies(side.generation, stream, dice);
        for (int copy = 0; copy < copies; copy++) {
          count(stream, i, listener(listeners, calls.at()[i], batch), batch);
        }
      }
    }
    return truth;
  }

  private List<Process> processes(Stream stream) {
    List<Process> processes = new ArrayList<>();
    for (Target target : side.of(side.listener(stream))) {
      processes.addAll(target.processes);
    }
    return processes;
  }

  /** When the report of a call leaves its sender: a second after the batch's first, or full. */
  private long batch(long at) {
    int sender = dice.whole(0, leavesAt.length - 1);
    if (at >= leavesAt[sender] || held[sender] == BATCH) {
      leavesAt[sender] = at + SECOND;
      held[sender] = 0;
    }
    held[sender]++;
    return leavesAt[sender];
  }

  private Process listener(List<Process> processes, long at, long batch) {
    boolean legacy = side.generation == Generation.LEGACY;
    Process process = oneAlive(processes, legacy ? batch : at);
    return process == null && legacy ? oneAlive(processes, at) : process;
  }

  private Process oneAlive(List<Process> processes, long moment) {
    int alive = 0;
    Process chosen = null;
    for (Process process : processes) {
      if (process.lives(moment) && dice.whole(0, alive++) == 0) {
        chosen = process;
      }
    }
    return chosen;
  }

  private void count(Stream stream, int call, Process process, long batch) {
    if (process == null) {
      return; // nobody was there: neither told nor counted
    }
    Stream into = fault.into(side.generation, stream, dice);
    long at = stream.calls().at()[call];
    long nanos = fault.nanos(side.generation, stream, stream.calls().nanos()[call], dice);
    long bytes = fault.bytes(side.generation, stream, stream.calls().bytes()[call]);
    for (Family family : stream.families()) {
      long value = family == Family.REQUESTS ? 1 : family == Family.DURATION ? nanos : bytes;
      process.count(family, into.name(), visible(family, process, at, batch), value);
    }
    if (side.scraped(process) && into.prefix().isEmpty()) {
      truth.computeIfAbsent(into, key -> new Counted()).add(at, nanos, bytes);
    }
  }

  private long visible(Family family, Process process, long at, long batch) {
    if (family == Family.TCP_SENT) {
      double lag = family.lag(side.generation).toSeconds();
      return at + dice.secondsBetween(0, lag);
    }
    if (side.generation == Generation.LEGACY) {
      return batch;
    }
    return family == Family.REQUESTS ? at : Math.min(process.tickFrom(at, FLUSH), Timeline.NEVER);
  }
}
