package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.MetricRule;

/**
 * What was read sample by sample, always of both sides. Further groups can be fetched as long as
 * nothing was cut into lives: a restart that one of them shows may cut those before.
 */
final class RawBoth {

  /** Some groups of a metric, and all that are known of each side. */
  record Wanted(
      MetricRule metric, Set<GroupKey> groups, Set<GroupKey> legacy, Set<GroupKey> candidate) {}

  private final SideRun legacy;
  private final SideRun candidate;
  private final List<RawReader> legacyReaders = new ArrayList<>();
  private final List<RawReader> candidateReaders = new ArrayList<>();
  private final Set<String> whole = new HashSet<>();
  private final Map<String, Set<GroupKey>> fetched = new HashMap<>();
  private Map<String, Map<GroupKey, RawGroup>> legacyGroups = Map.of();
  private Map<String, Map<GroupKey, RawGroup>> candidateGroups = Map.of();

  RawBoth(SideRun legacy, SideRun candidate) {
    this.legacy = legacy;
    this.candidate = candidate;
  }

  /** Fetches whole metrics. */
  void fetchWhole(List<MetricRule> metrics) throws SourceUnavailable {
    RawReader one = new RawReader(legacy);
    RawReader two = new RawReader(candidate);
    SideTasks.both(
        () -> {
          for (MetricRule metric : metrics) {
            one.fetch(metric, metric.legacy());
          }
          one.noteRestarts();
        },
        () -> {
          for (MetricRule metric : metrics) {
            two.fetch(metric, metric.candidate());
          }
          two.noteRestarts();
        });
    metrics.forEach(metric -> whole.add(metric.name()));
    legacyReaders.add(one);
    candidateReaders.add(two);
  }

  /**
   * Fetches single groups.
   *
   * @param part where they are to be found
   */
  void fetch(List<Wanted> some, ShardPart part) throws SourceUnavailable {
    RawReader one = new RawReader(legacy);
    RawReader two = new RawReader(candidate);
    SideTasks.both(
        () -> {
          for (Wanted wanted : some) {
            MetricRule metric = wanted.metric();
            one.fetch(metric, metric.legacy(), wanted.groups(), wanted.legacy(), part);
          }
          one.noteRestarts();
        },
        () -> {
          for (Wanted wanted : some) {
            MetricRule metric = wanted.metric();
            two.fetch(metric, metric.candidate(), wanted.groups(), wanted.candidate(), part);
          }
          two.noteRestarts();
        });
    for (Wanted wanted : some) {
      fetched
          .computeIfAbsent(wanted.metric().name(), name -> new HashSet<>())
          .addAll(wanted.groups());
    }
    legacyReaders.add(one);
    candidateReaders.add(two);
  }

  /** Cuts all that was fetched into lives. */
  void cut() {
    legacyGroups = cut(legacyReaders);
    candidateGroups = cut(candidateReaders);
  }

  private static Map<String, Map<GroupKey, RawGroup>> cut(List<RawReader> readers) {
    Map<String, Map<GroupKey, RawGroup>> all = new LinkedHashMap<>();
    for (RawReader reader : readers) {
      reader
          .cut()
          .forEach(
              (metric, groups) ->
                  all.computeIfAbsent(metric, name -> new LinkedHashMap<>()).putAll(groups));
    }
    return all;
  }

  /** Whether a group's samples were read, if there are any. */
  boolean has(MetricRule metric, GroupKey group) {
    return whole.contains(metric.name())
        || fetched.getOrDefault(metric.name(), Set.of()).contains(group);
  }

  Map<String, Map<GroupKey, RawGroup>> legacyGroups() {
    return legacyGroups;
  }

  Map<String, Map<GroupKey, RawGroup>> candidateGroups() {
    return candidateGroups;
  }

  /** The samples of a group on one side; null if none were read, or there are none. */
  @Nullable RawGroup of(SideRun side, MetricRule metric, GroupKey group) {
    Map<String, Map<GroupKey, RawGroup>> groups = side == legacy ? legacyGroups : candidateGroups;
    return groups.getOrDefault(metric.name(), Map.of()).get(group);
  }
}
