package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;

/**
 * Reads all groups of all metrics on both sides: by the server's sums where both sides can compute
 * and a group passes the guards, else from raw samples, and then on both sides.
 */
final class Readings {

  private static final Comparator<GroupReading> BY_KEY =
      Comparator.comparing(GroupReading::key, GroupKey.ORDER);

  private static final int MOST_ROUNDS = 4;

  private final Pack pack;
  private final SideRun legacy;
  private final SideRun candidate;
  private final Mode mode;
  private final Shard shard;
  private final RawBoth raw;
  private ShardPart part;
  private List<ShardPart> parts;
  private final Map<String, Map<GroupKey, GroupReading>> batched = new HashMap<>();
  private final Map<String, Set<GroupKey>> letGo = new HashMap<>();
  private boolean inChunks;

  Readings(Pack pack, SideRun legacy, SideRun candidate, Mode mode, Shard shard) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
    this.mode = mode;
    this.raw = new RawBoth(legacy, candidate);
    this.shard = shard;
    this.part = shard.all() ? ShardPart.whole(legacy) : ShardPart.unread(shard, legacy);
    this.parts = List.of(part);
  }

  /** Counts what there is to read, and says what it will take. */
  QueryPlan plan(Window wanted) throws SourceUnavailable {
    SideTasks.both(
        () -> legacy.expect(SeriesCounts.of(legacy, names(legacy), wanted)),
        () -> candidate.expect(SeriesCounts.of(candidate, names(candidate), wanted)));
    inChunks = new Chunks(legacy, candidate).ofBoth();
    if (pushdown()) {
      choosePart(wanted);
    }
    long queries = legacy.budget().asked();
    if (pushdown()) {
      List<MetricRule> added = added();
      queries += parts.size() * PushdownBoth.queries(added, legacy, true, wanted);
      queries += parts.size() * PushdownBoth.queries(added, candidate, false, wanted);
      queries += 8; // sums near both ends, of two metrics of both sides
    } else {
      queries += AbsentNames.queries(legacy, names(legacy));
      queries += AbsentNames.queries(candidate, names(candidate));
    }
    long one = legacy.counts().total();
    long two = candidate.counts().total();
    long samples =
        one * wanted.length() / legacy.interval() + two * wanted.length() / candidate.interval();
    Budget budget = legacy.budget();
    return new QueryPlan(queries, one, two, samples, budget.atOnce(), budget.limits().maxQueries());
  }

  /** The run's own one; or all, one after the other, if sums of all would not fit into memory. */
  private void choosePart(Window wanted) throws SourceUnavailable {
    int several = SumsInMemory.parts(added(), legacy, candidate);
    if (shard.all() && several == 1) {
      return;
    }
    Shard of = shard.all() ? new Shard(0, several) : shard;
    ShardPart chosen =
        ShardPart.of(of, legacy, names(legacy), candidate, names(candidate), wanted.end());
    if (shard.all()) {
      parts = chosen.siblings();
    } else {
      part = chosen;
      parts = List.of(chosen);
    }
  }

  /** Which groups are read. */
  ShardPart part() {
    return part;
  }

  private List<SideRun.Name> names(SideRun side) {
    return SeriesNames.of(side, pack);
  }

  /**
   * Moves the wanted ends to quiet instants nearby.
   *
   * @param keepEnd whether the end stays, because somebody said that the load stopped there
   */
  Window anchor(Window wanted, boolean keepEnd) throws SourceUnavailable {
    if (!pushdown()) {
      raw.fetchWhole(pack.metrics());
      raw.cut();
    }
    Anchors anchors =
        new Anchors(Math.max(legacy.interval(), candidate.interval()), wanted.length());
    QuietEnds quiet = new QuietEnds(pack, legacy, candidate, anchors);
    if (!pushdown()) {
      quiet.read(raw.legacyGroups(), raw.candidateGroups());
    }
    long[] ends = {wanted.start(), wanted.end()};
    SideTasks.both(
        () -> ends[0] = anchors.nearest(wanted.start(), quiet.doubts(wanted.start())),
        () -> {
          if (!keepEnd) {
            ends[1] = anchors.nearest(wanted.end(), quiet.doubts(wanted.end()));
          }
        });
    long start = ends[0];
    long end = ends[1];
    return start < end ? new Window(start, end) : wanted;
  }

  private boolean pushdown() {
    return mode == Mode.PAIRED
        && !inChunks
        && legacy.source() instanceof QuerySource
        && candidate.source() instanceof QuerySource;
  }

  /**
   * Every group of every metric, by the metric's name.
   *
   * @param quiet in drained mode, whether the load had stopped
   */
  Map<String, List<GroupReading>> read(Window window, @Nullable Quiet quiet)
      throws SourceUnavailable {
    if (pushdown()) {
      List<MetricRule> others = pack.metrics().stream().filter(this::sampleBySample).toList();
      if (!others.isEmpty()) {
        raw.fetchWhole(others);
      }
    }
    if (parts.size() > 1) {
      return readInParts(window);
    }
    PushdownBoth pushed = pushed(pushdown() ? added() : List.of(), window);
    if (pushdown()) {
      read(pushed, raw, window);
    }
    Map<String, List<GroupReading>> readings = new LinkedHashMap<>();
    SampledGroups sampled = new SampledGroups(legacy, candidate, mode, window, quiet);
    for (MetricRule metric : pack.metrics()) {
      readings.put(metric.name(), join(metric, sampled, pushed, raw));
    }
    return readings;
  }

  /**
   * Of each part nothing is kept but what sums tell of its groups. Samples of one part may show
   * restarts that no other part knew of; all of them are read again then.
   */
  private Map<String, List<GroupReading>> readInParts(Window window) throws SourceUnavailable {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      RawBoth samples = RawBoth.inBatches(legacy, candidate);
      Map<String, List<GroupReading>> told = new LinkedHashMap<>();
      if (allPartsKnewTheSame(window, samples, told)) {
        return withSamples(window, samples, told);
      }
    }
    throw RawBatches.furtherRestarts();
  }

  /** Whether no part showed restarts beyond those that the first one knew. */
  private boolean allPartsKnewTheSame(
      Window window, RawBoth samples, Map<String, List<GroupReading>> told)
      throws SourceUnavailable {
    PushdownBoth pushed = pushed(added(), window);
    Set<String> restarted = Set.of();
    for (ShardPart one : parts) {
      boolean first = one == parts.get(0);
      pushed = first ? pushed : pushed.next(one);
      pushed.read();
      pushed.fetchFailed(samples);
      restarted = first ? pushed.restarted() : restarted;
      for (MetricRule metric : added()) {
        told.computeIfAbsent(metric.name(), name -> new ArrayList<>())
            .addAll(told(metric, window, pushed));
      }
    }
    return pushed.restarted().equals(restarted);
  }

  /** And what samples tell of all other groups, cut when all parts had been looked at. */
  private Map<String, List<GroupReading>> withSamples(
      Window window, RawBoth samples, Map<String, List<GroupReading>> told)
      throws SourceUnavailable {
    raw.cut();
    SampledGroups sampled = new SampledGroups(legacy, candidate, mode, window, null);
    samples.readBatches((batch, read) -> takeBatch(batch, read, sampled));
    PushdownBoth none = pushed(List.of(), window);
    for (MetricRule metric : pack.metrics()) {
      List<GroupReading> all = told.computeIfAbsent(metric.name(), name -> new ArrayList<>());
      all.addAll(batched.getOrDefault(metric.name(), Map.of()).values());
      batched.remove(metric.name());
      if (sampleBySample(metric)) {
        all.addAll(join(metric, sampled, none, raw));
      }
      all.sort(BY_KEY);
    }
    return told;
  }

  private PushdownBoth pushed(List<MetricRule> metrics, Window window) {
    return new PushdownBoth(metrics, legacy, candidate, window, parts.get(0));
  }

  private void read(PushdownBoth pushed, RawBoth samples, Window window) throws SourceUnavailable {
    pushed.read();
    pushed.fetchFailed(samples);
    samples.cut();
    SampledGroups sampled = new SampledGroups(legacy, candidate, mode, window, null);
    samples.readBatches((batch, read) -> takeBatch(batch, read, sampled));
  }

  /** Nothing of its samples is kept. */
  private void takeBatch(RawBoth.Wanted batch, RawBoth samples, SampledGroups sampled) {
    MetricRule metric = batch.metric();
    Map<GroupKey, GroupReading> into =
        batched.computeIfAbsent(metric.name(), name -> new HashMap<>());
    SampledGroups.Unseen unseen = sampled.unseen(metric);
    for (GroupKey key : batch.groups()) {
      into.put(key, sampled.of(samples, metric, key, unseen));
    }
    letGo(metric, batch.groups());
  }

  private void letGo(MetricRule metric, Set<GroupKey> groups) {
    letGo.computeIfAbsent(metric.name(), name -> new HashSet<>()).addAll(groups);
  }

  /** Metrics that a server can add up. */
  private List<MetricRule> added() {
    return pack.metrics().stream().filter(metric -> !sampleBySample(metric)).toList();
  }

  /** No server can add up native histograms so that the sums are bounds. */
  private boolean sampleBySample(MetricRule metric) {
    return legacy.isNative(metric.legacy()) || candidate.isNative(metric.candidate());
  }

  static RawGroup unseen(SideRun side, SeriesRules series) {
    return side.targets().unseen(side.delays(series));
  }

  private List<GroupReading> join(
      MetricRule metric, SampledGroups sampled, PushdownBoth pushed, RawBoth samples) {
    GroupSums sums = new GroupSums(metric, legacy, candidate, sampled.window(), pushed);
    SampledGroups.Unseen unseen = sampled.unseen(metric);
    Map<GroupKey, GroupReading> before = batched.getOrDefault(metric.name(), Map.of());
    batched.remove(metric.name());
    return keys(metric, sums.legacy(), sums.candidate()).parallelStream()
        .map(
            key ->
                sums.tell(key)
                    ? sums.of(key)
                    : before.containsKey(key)
                        ? before.get(key)
                        : sampled.of(samples, metric, key, unseen))
        .toList();
  }

  /** What sums tell, and nothing of other groups. */
  private List<GroupReading> told(MetricRule metric, Window window, PushdownBoth pushed) {
    GroupSums sums = new GroupSums(metric, legacy, candidate, window, pushed);
    return keys(metric, sums.legacy(), sums.candidate()).stream()
        .filter(sums::tell)
        .map(sums::of)
        .toList();
  }

  /** All groups in an order of their own, since a server's changes from answer to answer. */
  private List<GroupKey> keys(
      MetricRule metric, Map<GroupKey, @Nullable Gains> one, Map<GroupKey, @Nullable Gains> two) {
    Set<GroupKey> keys = new LinkedHashSet<>(one.keySet());
    keys.addAll(two.keySet());
    if (!pushdown() || sampleBySample(metric)) {
      keys.addAll(raw.legacyGroups().getOrDefault(metric.name(), Map.of()).keySet());
      keys.addAll(raw.candidateGroups().getOrDefault(metric.name(), Map.of()).keySet());
    }
    return keys.stream().filter(part::owns).sorted(GroupKey.ORDER).toList();
  }

  /** The samples of a group, if they had to be read. */
  @Nullable RawGroup raw(SideRun side, MetricRule metric, GroupKey key) {
    return raw.of(side, metric, key);
  }

  /** Whether a group's samples were read, on both sides, and are still there. */
  boolean readRaw(MetricRule metric, GroupKey key) {
    return raw.has(metric, key) && !readInBatch(metric, key);
  }

  /** Whether a group's samples were read, and are no more. */
  boolean readInBatch(MetricRule metric, GroupKey key) {
    return letGo.getOrDefault(metric.name(), Set.of()).contains(key);
  }
}
