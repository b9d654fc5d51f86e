package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
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

  /**
   * Some groups of a metric, and all that are known of each side.
   *
   * @param bytes about how much memory the samples of a group take, of both sides
   */
  record Wanted(
      MetricRule metric,
      Set<GroupKey> groups,
      Set<GroupKey> legacy,
      Set<GroupKey> candidate,
      ToDoubleFunction<GroupKey> bytes) {

    /** Some of these groups, and of what is known only that: it may be kept for long. */
    Wanted of(Set<GroupKey> some) {
      return new Wanted(metric, some, among(some, legacy), among(some, candidate), group -> 0);
    }

    private static Set<GroupKey> among(Set<GroupKey> some, Set<GroupKey> known) {
      Set<GroupKey> both = new HashSet<>(some);
      both.retainAll(known);
      return both;
    }

    double allBytes() {
      return groups.stream().mapToDouble(bytes).sum();
    }
  }

  /** Samples that need more than this part of memory are read in batches. */
  private static final double FITS = 0.5;

  private final SideRun legacy;
  private final SideRun candidate;
  private final List<RawReader> legacyReaders = new ArrayList<>();
  private final List<RawReader> candidateReaders = new ArrayList<>();
  private final Set<String> whole = new HashSet<>();
  private final Map<String, Set<GroupKey>> fetched = new HashMap<>();
  private final List<Wanted> known = new ArrayList<>();
  private final List<RawReader> ofGroups = new ArrayList<>();
  private double bytes; // of what was fetched by groups
  private @Nullable RawBatches batches; // once all of that at a time is too much
  private Map<String, Map<GroupKey, RawGroup>> legacyGroups = Map.of();
  private Map<String, Map<GroupKey, RawGroup>> candidateGroups = Map.of();

  RawBoth(SideRun legacy, SideRun candidate) {
    this.legacy = legacy;
    this.candidate = candidate;
  }

  /** Groups are only looked at for restarts, however few they are, and read in batches. */
  static RawBoth inBatches(SideRun legacy, SideRun candidate) {
    RawBoth all = new RawBoth(legacy, candidate);
    all.batches = new RawBatches(legacy, candidate);
    return all;
  }

  /** Fetches whole metrics. */
  void fetchWhole(List<MetricRule> metrics) throws SourceUnavailable {
    RawReader one = new RawReader(legacy);
    RawReader two = new RawReader(candidate);
    List<RawReader.Fetch> ones = new ArrayList<>();
    List<RawReader.Fetch> twos = new ArrayList<>();
    SideTasks.both(
        () -> ones.addAll(one.fetches(metrics, MetricRule::legacy)),
        () -> twos.addAll(two.fetches(metrics, MetricRule::candidate)));
    SideTasks.all(largestFirst(ones, twos), legacy.budget().atOnce());
    SideTasks.both(() -> take(ones, one), () -> take(twos, two));
    metrics.forEach(metric -> whole.add(metric.name()));
    legacyReaders.add(one);
    candidateReaders.add(two);
  }

  /** One side often has many more series than the other, and one name than all others. */
  private static List<RawReader.Fetch> largestFirst(
      List<RawReader.Fetch> ones, List<RawReader.Fetch> twos) {
    return Stream.concat(ones.stream(), twos.stream())
        .sorted(Comparator.comparingDouble(RawReader.Fetch::series).reversed())
        .toList();
  }

  private static void take(List<RawReader.Fetch> fetched, RawReader reader)
      throws SourceUnavailable {
    for (RawReader.Fetch fetch : fetched) {
      fetch.take();
    }
    reader.noteRestarts();
  }

  /**
   * Fetches single groups; or only looks at them for restarts, if all that were ever fetched are
   * too much at a time: they are to be {@linkplain #readBatches read in batches} then.
   *
   * @param part where they are to be found
   */
  void fetch(List<Wanted> some, ShardPart part) throws SourceUnavailable {
    bytes += some.stream().mapToDouble(Wanted::allBytes).sum();
    if (batches == null && bytes > FITS * legacy.budget().limits().memory()) {
      batches = new RawBatches(legacy, candidate);
      batches.looked(known);
      known.clear();
      legacyReaders.removeAll(ofGroups);
      candidateReaders.removeAll(ofGroups);
      ofGroups.clear();
    }
    if (batches == null) {
      fetchNow(some, part);
    } else {
      batches.look(some);
    }
    note(some);
  }

  private void note(List<Wanted> some) {
    for (Wanted wanted : some) {
      fetched
          .computeIfAbsent(wanted.metric().name(), name -> new HashSet<>())
          .addAll(wanted.groups());
    }
  }

  /** Hands over what was too much at a time, batch by batch, once all restarts are known. */
  void readBatches(RawBatches.Taking into) throws SourceUnavailable {
    if (batches != null) {
      batches.read(into);
    }
  }

  private void fetchNow(List<Wanted> some, ShardPart part) throws SourceUnavailable {
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
    keep(one, two, some);
  }

  /** Fetches one batch. */
  void fetchBatch(Wanted batch) throws SourceUnavailable {
    MetricRule metric = batch.metric();
    RawReader one = new RawReader(legacy);
    RawReader two = new RawReader(candidate);
    SideTasks.both(
        () -> {
          one.fetchNeighbours(metric, metric.legacy(), batch.groups());
          one.noteRestarts();
        },
        () -> {
          two.fetchNeighbours(metric, metric.candidate(), batch.groups());
          two.noteRestarts();
        });
    keep(one, two, List.of(batch));
    note(List.of(batch));
  }

  private void keep(RawReader one, RawReader two, List<Wanted> some) {
    known.addAll(some);
    ofGroups.addAll(List.of(one, two));
    legacyReaders.add(one);
    candidateReaders.add(two);
  }

  /**
   * Cuts all that was fetched into lives.
   *
   * @throws SourceUnavailable if a source has added a group up and handed out nothing of it: that
   *     is no group that was never there
   */
  void cut() throws SourceUnavailable {
    legacyGroups = cut(legacyReaders);
    candidateGroups = cut(candidateReaders);
    for (Wanted wanted : known) {
      requireAll(legacy, wanted, wanted.legacy(), legacyGroups);
      requireAll(candidate, wanted, wanted.candidate(), candidateGroups);
    }
  }

  private static void requireAll(
      SideRun side,
      Wanted wanted,
      Set<GroupKey> summed,
      Map<String, Map<GroupKey, RawGroup>> groups)
      throws SourceUnavailable {
    String metric = wanted.metric().name();
    Set<GroupKey> read = groups.getOrDefault(metric, Map.of()).keySet();
    for (GroupKey group : wanted.groups()) {
      if (summed.contains(group) && !read.contains(group)) {
        throw new SourceUnavailable(
            side.source().name()
                + " added up series of "
                + metric
                + " for "
                + group.toMap(side.identity().labels())
                + ", and handed out no sample of them; something on the way leaves series out: try"
                + " again, and see what is between here and the server",
            null);
      }
    }
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

  /** The groups of a metric that were fetched one by one. */
  Set<GroupKey> fetched(MetricRule metric) {
    return fetched.getOrDefault(metric.name(), Set.of());
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
