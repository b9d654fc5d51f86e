package org.meshparity.comparator.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;

/**
 * Reads all groups of all metrics on both sides: by the server's sums where both sides can compute
 * and a group passes the guards, else from raw samples, and then on both sides.
 */
final class Readings {

  private final Pack pack;
  private final SideRun legacy;
  private final SideRun candidate;
  private final Mode mode;
  private final Shard shard;
  private final RawBoth raw;
  private ShardPart part;
  private final Map<String, Map<GroupKey, GroupReading>> batched = new HashMap<>();
  private boolean inChunks;

  Readings(Pack pack, SideRun legacy, SideRun candidate, Mode mode, Shard shard) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
    this.mode = mode;
    this.raw = new RawBoth(legacy, candidate);
    this.shard = shard;
    this.part = shard.all() ? ShardPart.whole(legacy) : ShardPart.unread(shard, legacy);
  }

  /** Counts what there is to read, and says what it will take. */
  QueryPlan plan(Window wanted) throws SourceUnavailable {
    SideTasks.both(
        () -> legacy.expect(SeriesCounts.of(legacy, names(legacy), wanted)),
        () -> candidate.expect(SeriesCounts.of(candidate, names(candidate), wanted)));
    inChunks = new Chunks(legacy, candidate).ofBoth();
    if (pushdown() && !shard.all()) {
      part = ShardPart.of(shard, legacy, names(legacy), candidate, names(candidate), wanted.end());
    }
    long queries = legacy.budget().asked();
    if (pushdown()) {
      List<MetricRule> added = added();
      queries += PushdownBoth.queries(added, legacy, true, wanted);
      queries += PushdownBoth.queries(added, candidate, false, wanted);
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
    PushdownBoth pushed =
        new PushdownBoth(pushdown() ? added() : List.of(), legacy, candidate, window, part);
    if (pushdown()) {
      List<MetricRule> others = pack.metrics().stream().filter(this::sampleBySample).toList();
      if (!others.isEmpty()) {
        raw.fetchWhole(others);
      }
      pushed.read();
      pushed.fetchFailed(raw);
      raw.cut();
      raw.readBatches((batch, samples) -> takeBatch(batch, samples, window, quiet));
    }
    Map<String, List<GroupReading>> readings = new LinkedHashMap<>();
    for (MetricRule metric : pack.metrics()) {
      readings.put(metric.name(), join(metric, window, quiet, pushed));
    }
    return readings;
  }

  /** Nothing of its samples is kept. */
  private void takeBatch(
      RawBoth.Wanted batch, RawBoth samples, Window window, @Nullable Quiet quiet) {
    MetricRule metric = batch.metric();
    Map<GroupKey, GroupReading> into =
        batched.computeIfAbsent(metric.name(), name -> new HashMap<>());
    Unseen unseen = unseen(metric);
    for (GroupKey key : batch.groups()) {
      into.put(key, of(samples, metric, key, window, quiet, unseen));
    }
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
      MetricRule metric, Window window, @Nullable Quiet quiet, PushdownBoth pushed) {
    Map<GroupKey, @Nullable Gains> one = pushed.legacy(metric);
    Map<GroupKey, @Nullable Gains> two = pushed.candidate(metric);
    boolean oneBlind = PushdownBoth.blind(legacy, metric.legacy(), window);
    boolean twoBlind = PushdownBoth.blind(candidate, metric.candidate(), window);
    Pieces whole = Pieces.whole(window.start(), window.end());
    Unseen unseen = unseen(metric);
    return keys(metric, one, two).parallelStream()
        .map(
            key ->
                (one.containsKey(key) || two.containsKey(key))
                        && PushdownBoth.served(one, key, oneBlind)
                        && PushdownBoth.served(two, key, twoBlind)
                    ? new GroupReading(
                        key, pushed(metric, one.get(key)), pushed(metric, two.get(key)), whole)
                    : raw(metric, key, window, quiet, unseen))
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

  private static SideGains pushed(MetricRule metric, @Nullable Gains gains) {
    return gains == null
        ? SideGains.absent(Gains.none(GroupReading.none(metric)))
        : SideGains.of(gains);
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
    return batched.getOrDefault(metric.name(), Map.of()).containsKey(key);
  }

  /** Of either side, any group that no sample shows. */
  private record Unseen(RawGroup legacy, RawGroup candidate) {}

  private Unseen unseen(MetricRule metric) {
    return new Unseen(unseen(legacy, metric.legacy()), unseen(candidate, metric.candidate()));
  }

  private GroupReading raw(
      MetricRule metric, GroupKey key, Window window, @Nullable Quiet quiet, Unseen unseen) {
    if (!raw.has(metric, key)) {
      throw new IllegalStateException("the samples of " + key + " were never read");
    }
    GroupReading before = batched.getOrDefault(metric.name(), Map.of()).get(key);
    return before == null ? of(raw, metric, key, window, quiet, unseen) : before;
  }

  private GroupReading of(
      RawBoth samples,
      MetricRule metric,
      GroupKey key,
      Window window,
      @Nullable Quiet quiet,
      Unseen unseen) {
    RawGroup one = samples.of(legacy, metric, key);
    RawGroup two = samples.of(candidate, metric, key);
    RawGroup before = one == null ? unseen.legacy() : one;
    RawGroup after = two == null ? unseen.candidate() : two;
    Pieces pieces = Pieces.seenByBoth(window.start(), window.end(), before, after);
    return new GroupReading(
        key,
        inBlocks(side(metric, pieces, quiet, before, one != null), before, window),
        inBlocks(side(metric, pieces, quiet, after, two != null), after, window),
        pieces,
        quiet == null ? null : quiet.lacking(metric, before, after));
  }

  /** Only statistics need to know when it was counted. */
  private SideGains inBlocks(SideGains side, RawGroup group, Window window) {
    long interval = Math.max(legacy.interval(), candidate.interval());
    return mode == Mode.UNPAIRED ? side.in(group.blocks(window, interval)) : side;
  }

  private SideGains side(
      MetricRule metric, Pieces pieces, @Nullable Quiet quiet, RawGroup group, boolean seen) {
    if (pieces.empty()) {
      return SideGains.broken(
          "no part of the window was scraped without a restart or an outage on both sides"
              + legacy.ceased()
              + candidate.ceased());
    }
    try {
      long stopped = quiet == null ? Long.MIN_VALUE : quiet.stopped();
      Gains gains = group.gains(pieces, GroupReading.none(metric), stopped);
      return seen ? SideGains.of(gains) : SideGains.absent(gains);
    } catch (BrokenSamples e) {
      return SideGains.broken(e.reason());
    }
  }
}
