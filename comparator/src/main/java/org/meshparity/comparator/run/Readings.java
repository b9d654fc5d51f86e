package org.meshparity.comparator.run;

import java.util.ArrayList;
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
  private Map<String, Map<GroupKey, RawGroup>> legacyRaw = Map.of();
  private Map<String, Map<GroupKey, RawGroup>> candidateRaw = Map.of();

  Readings(Pack pack, SideRun legacy, SideRun candidate, Mode mode) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
    this.mode = mode;
  }

  /**
   * Moves the wanted ends to quiet instants nearby.
   *
   * @param keepEnd whether the end stays, because somebody said that the load stopped there
   */
  Window anchor(Window wanted, boolean keepEnd) throws SourceUnavailable {
    if (!pushdown()) {
      fetchRaw(pack.metrics());
    }
    Anchors anchors =
        new Anchors(Math.max(legacy.interval(), candidate.interval()), wanted.length());
    QuietEnds quiet = new QuietEnds(pack, legacy, candidate, anchors);
    if (!pushdown()) {
      quiet.read(legacyRaw, candidateRaw);
    }
    long start = anchors.nearest(wanted.start(), quiet.doubts(wanted.start()));
    long end = keepEnd ? wanted.end() : anchors.nearest(wanted.end(), quiet.doubts(wanted.end()));
    return start < end ? new Window(start, end) : wanted;
  }

  private boolean pushdown() {
    return mode == Mode.PAIRED
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
    Map<String, Map<GroupKey, @Nullable Gains>> one = new LinkedHashMap<>();
    Map<String, Map<GroupKey, @Nullable Gains>> two = new LinkedHashMap<>();
    if (pushdown()) {
      SideTasks.both(
          () -> one.putAll(push(legacy, window, true)),
          () -> two.putAll(push(candidate, window, false)));
      fetchRaw(
          pack.metrics().stream().filter(metric -> needsRaw(metric, window, one, two)).toList());
    }
    Map<String, List<GroupReading>> readings = new LinkedHashMap<>();
    for (MetricRule metric : pack.metrics()) {
      readings.put(
          metric.name(),
          join(
              metric,
              window,
              quiet,
              one.getOrDefault(metric.name(), Map.of()),
              two.getOrDefault(metric.name(), Map.of())));
    }
    return readings;
  }

  private Map<String, Map<GroupKey, @Nullable Gains>> push(
      SideRun side, Window window, boolean isLegacy) throws SourceUnavailable {
    PushdownReader reader = new PushdownReader(side, (QuerySource) side.source(), window);
    Map<String, Map<GroupKey, @Nullable Gains>> gains = new LinkedHashMap<>();
    List<MetricRule> metrics =
        pack.metrics().stream().filter(metric -> !sampleBySample(metric)).toList();
    for (MetricRule metric : metrics) {
      reader.noteRestarts(metric, isLegacy ? metric.legacy() : metric.candidate());
    }
    for (MetricRule metric : metrics) {
      gains.put(
          metric.name(), reader.read(metric, isLegacy ? metric.legacy() : metric.candidate()));
    }
    return gains;
  }

  private boolean needsRaw(
      MetricRule metric,
      Window window,
      Map<String, Map<GroupKey, @Nullable Gains>> legacyGains,
      Map<String, Map<GroupKey, @Nullable Gains>> candidateGains) {
    Map<GroupKey, @Nullable Gains> one = legacyGains.getOrDefault(metric.name(), Map.of());
    Map<GroupKey, @Nullable Gains> two = candidateGains.getOrDefault(metric.name(), Map.of());
    return sampleBySample(metric)
        || one.containsValue(null)
        || two.containsValue(null)
        || (!one.keySet().containsAll(two.keySet())
            && unseen(legacy, metric.legacy()).blindWithin(window))
        || (!two.keySet().containsAll(one.keySet())
            && unseen(candidate, metric.candidate()).blindWithin(window));
  }

  /** No server can add up native histograms so that the sums are bounds. */
  private boolean sampleBySample(MetricRule metric) {
    return legacy.isNative(metric.legacy()) || candidate.isNative(metric.candidate());
  }

  static RawGroup unseen(SideRun side, SeriesRules series) {
    return side.targets().unseen(side.delays(series));
  }

  private void fetchRaw(List<MetricRule> metrics) throws SourceUnavailable {
    RawReader one = new RawReader(legacy);
    RawReader two = new RawReader(candidate);
    SideTasks.both(
        () -> {
          for (MetricRule metric : metrics) {
            one.fetch(metric, metric.legacy());
          }
        },
        () -> {
          for (MetricRule metric : metrics) {
            two.fetch(metric, metric.candidate());
          }
        });
    legacyRaw = one.groups();
    candidateRaw = two.groups();
  }

  private List<GroupReading> join(
      MetricRule metric,
      Window window,
      @Nullable Quiet quiet,
      Map<GroupKey, @Nullable Gains> one,
      Map<GroupKey, @Nullable Gains> two) {
    Map<GroupKey, RawGroup> rawOne = legacyRaw.getOrDefault(metric.name(), Map.of());
    Map<GroupKey, RawGroup> rawTwo = candidateRaw.getOrDefault(metric.name(), Map.of());
    Set<GroupKey> keys = new LinkedHashSet<>(one.keySet());
    keys.addAll(two.keySet());
    keys.addAll(rawOne.keySet());
    keys.addAll(rawTwo.keySet());
    List<GroupReading> readings = new ArrayList<>();
    boolean oneBlind = unseen(legacy, metric.legacy()).blindWithin(window);
    boolean twoBlind = unseen(candidate, metric.candidate()).blindWithin(window);
    for (GroupKey key : keys) {
      boolean pushed = one.containsKey(key) || two.containsKey(key);
      boolean served = pushed && served(one, key, oneBlind) && served(two, key, twoBlind);
      readings.add(
          served
              ? new GroupReading(
                  key, pushed(metric, one.get(key)), pushed(metric, two.get(key)), whole(window))
              : raw(metric, key, window, quiet, rawOne.get(key), rawTwo.get(key)));
    }
    return readings;
  }

  /**
   * The server's sums tell a side of a group if it passed, or never showed while all was watched.
   */
  private static boolean served(
      Map<GroupKey, @Nullable Gains> gains, GroupKey key, boolean sideIsBlind) {
    return gains.containsKey(key) ? gains.get(key) != null : !sideIsBlind;
  }

  private static SideGains pushed(MetricRule metric, @Nullable Gains gains) {
    return gains == null
        ? SideGains.absent(Gains.none(GroupReading.none(metric)))
        : SideGains.of(gains);
  }

  /** The samples of a group, if they had to be read. */
  @Nullable RawGroup raw(SideRun side, MetricRule metric, GroupKey key) {
    Map<String, Map<GroupKey, RawGroup>> raw = side == legacy ? legacyRaw : candidateRaw;
    return raw.getOrDefault(metric.name(), Map.of()).get(key);
  }

  /** Whether a metric's samples were read, for all its groups. */
  boolean readRaw(MetricRule metric) {
    return legacyRaw.containsKey(metric.name()) && candidateRaw.containsKey(metric.name());
  }

  private GroupReading raw(
      MetricRule metric,
      GroupKey key,
      Window window,
      @Nullable Quiet quiet,
      @Nullable RawGroup one,
      @Nullable RawGroup two) {
    RawGroup before = one == null ? unseen(legacy, metric.legacy()) : one;
    RawGroup after = two == null ? unseen(candidate, metric.candidate()) : two;
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

  private static SideGains side(
      MetricRule metric, Pieces pieces, @Nullable Quiet quiet, RawGroup group, boolean seen) {
    if (pieces.empty()) {
      return SideGains.broken(
          "no part of the window was scraped without a restart or an outage on both sides");
    }
    try {
      long stopped = quiet == null ? Long.MIN_VALUE : quiet.stopped();
      Gains gains = group.gains(pieces, GroupReading.none(metric), stopped);
      return seen ? SideGains.of(gains) : SideGains.absent(gains);
    } catch (BrokenSamples e) {
      return SideGains.broken(e.reason());
    }
  }

  private static Pieces whole(Window window) {
    return Pieces.whole(window.start(), window.end());
  }
}
