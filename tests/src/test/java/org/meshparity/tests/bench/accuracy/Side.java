package org.meshparity.tests.bench.accuracy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meshparity.comparator.simulation.Dice;
import org.meshparity.comparator.simulation.Generation;
import org.meshparity.comparator.simulation.Process;
import org.meshparity.comparator.simulation.Target;
import org.meshparity.comparator.simulation.Timeline;

/** All that counts for one generation: a few Mixers that everyone reports to, or every pod. */
final class Side {

  private static final String MIXER = "istio-telemetry";

  final Generation generation;

  /** Times in which nothing of this side is scraped, as {start, end}. */
  final List<long[]> outages = new ArrayList<>();

  private final Map<String, List<Target>> targets = new LinkedHashMap<>();
  private final Set<Target> unknown = new HashSet<>();
  private final Set<Target> silent = new HashSet<>();
  private final Dice dice;
  private int born;

  Side(Generation generation, List<Workload> workloads, Dice dice) {
    this.generation = generation;
    this.dice = dice;
    if (generation == Generation.LEGACY) {
      add(MIXER, dice.whole(1, 2));
    } else {
      workloads.forEach(workload -> add(workload.name(), workload.pods()));
    }
  }

  private void add(String name, int count) {
    for (int i = 0; i < count; i++) {
      born(name).runs(Timeline.LONG_AGO, Timeline.NEVER, dice);
    }
  }

  /** One more of the same kind, without a process so far. */
  Target born(String name) {
    Target target = new Target(name + "-" + born++, dice);
    targets.computeIfAbsent(name, key -> new ArrayList<>()).add(target);
    return target;
  }

  /** Which kinds there are. */
  List<String> names() {
    return List.copyOf(targets.keySet());
  }

  List<Target> of(String name) {
    return targets.getOrDefault(name, List.of());
  }

  /** Whom a stream is reported to. */
  String listener(Stream stream) {
    return generation == Generation.LEGACY ? MIXER : stream.reporter().name();
  }

  /** Nobody scrapes this one. */
  void hide(Target target) {
    unknown.add(target);
  }

  /** This one never answers. */
  void silence(Target target) {
    silent.add(target);
    for (long scrape = -1; scrape * target.interval <= Windows.SPAN.end(); scrape++) {
      target.failing.add(scrape);
    }
  }

  boolean down(Target target) {
    return silent.contains(target);
  }

  boolean scraped(Target target) {
    return !unknown.contains(target);
  }

  /** Whether what a process counts is a part of the truth: what is scraped once in a while. */
  boolean scraped(Process process) {
    return java.util.stream.Stream.concat(unknown.stream(), silent.stream())
        .noneMatch(target -> target.processes.contains(process));
  }
}
