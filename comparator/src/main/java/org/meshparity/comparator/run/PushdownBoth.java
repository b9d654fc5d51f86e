package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Both sides as their servers add them up, and which groups those sums cannot tell. Their samples
 * are fetched, and only theirs: every series that fell makes all groups of its target fail, and
 * every series that a scrape lacks makes its own group fail, so that whatever shows a restart is
 * among the groups that are fetched. A restart that only then shows makes further groups fail,
 * until none does.
 */
final class PushdownBoth {

  private final List<MetricRule> metrics;
  private final SideRun legacy;
  private final SideRun candidate;
  private final Window window;
  private final ShardPart part;
  private final PushdownReader one;
  private final PushdownReader two;
  private final boolean first;

  /**
   * Over one window.
   *
   * @param metrics those that a server can add up
   */
  PushdownBoth(
      List<MetricRule> metrics, SideRun legacy, SideRun candidate, Window window, ShardPart part) {
    this(metrics, legacy, candidate, window, part, null);
  }

  /** The same of another part of the run: what shows restarts in any part is known by then. */
  PushdownBoth next(ShardPart another) {
    return new PushdownBoth(metrics, legacy, candidate, window, another, this);
  }

  private PushdownBoth(
      List<MetricRule> metrics,
      SideRun legacy,
      SideRun candidate,
      Window window,
      ShardPart part,
      @Nullable PushdownBoth before) {
    this.first = before == null;
    this.metrics = metrics;
    this.legacy = legacy;
    this.candidate = candidate;
    this.window = window;
    this.part = part;
    this.one = new PushdownReader(legacy, window, part, before == null ? null : before.one);
    this.two = new PushdownReader(candidate, window, part, before == null ? null : before.two);
  }

  /**
   * Lets both servers add up. As many questions as may be are under way, whichever side they are
   * of: one side often has many more series than the other.
   */
  void read() throws SourceUnavailable {
    SideTasks.both(() -> one.begin(series(true)), () -> two.begin(series(false)));
    int atOnce = legacy.budget().atOnce();
    SideTasks.all(alternating(two.questions(), one.questions()), atOnce);
    SideTasks.all(alternating(two.further(), one.further()), atOnce);
    SideTasks.both(one::finish, two::finish);
  }

  /** So that both servers have something to do as long as both have anything left. */
  private static List<SideTasks.Task> alternating(
      List<SideTasks.Task> some, List<SideTasks.Task> others) {
    List<SideTasks.Task> all = new ArrayList<>();
    for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
      all.addAll(some.subList(Math.min(i, some.size()), Math.min(i + 1, some.size())));
      all.addAll(others.subList(Math.min(i, others.size()), Math.min(i + 1, others.size())));
    }
    return all;
  }

  private Map<MetricRule, SeriesRules> series(boolean isLegacy) {
    Map<MetricRule, SeriesRules> series = new LinkedHashMap<>();
    metrics.forEach(metric -> series.put(metric, series(metric, isLegacy)));
    return series;
  }

  private static SeriesRules series(MetricRule metric, boolean isLegacy) {
    return isLegacy ? metric.legacy() : metric.candidate();
  }

  /** Fetches the samples of whatever the sums cannot tell. */
  void fetchFailed(RawBoth raw) throws SourceUnavailable {
    if (metrics.isEmpty()) {
      return;
    }
    if (first) {
      SideTasks.both(() -> fetchShown(legacy, one, true), () -> fetchShown(candidate, two, false));
    }
    failFurther(legacy, one);
    failFurther(candidate, two);
    for (List<RawBoth.Wanted> failed = failed(raw); !failed.isEmpty(); failed = failed(raw)) {
      raw.fetch(failed, part);
      failFurther(legacy, one);
      failFurther(candidate, two);
    }
  }

  /** Sides and instances of whatever is known to have restarted where anything was read. */
  Set<String> restarted() {
    Set<String> all = new LinkedHashSet<>();
    for (SideRun side : List.of(legacy, candidate)) {
      PushdownTimes times = side.times(window, series(metrics.get(0), side == legacy));
      side.targets()
          .restartedInstances(times.touchedAfter(), times.guardsAt())
          .forEach(instance -> all.add(side.word() + " " + instance));
    }
    return all;
  }

  private List<RawBoth.Wanted> failed(RawBoth raw) {
    List<RawBoth.Wanted> all = new ArrayList<>();
    for (MetricRule metric : metrics) {
      Map<GroupKey, @Nullable Gains> before = legacy(metric);
      Map<GroupKey, @Nullable Gains> after = candidate(metric);
      Set<GroupKey> groups = new LinkedHashSet<>(before.keySet());
      groups.addAll(after.keySet());
      boolean legacyBlind = blind(legacy, metric.legacy());
      boolean candidateBlind = blind(candidate, metric.candidate());
      groups.removeIf(
          group ->
              raw.has(metric, group)
                  || (served(before, group, legacyBlind) && served(after, group, candidateBlind)));
      if (!groups.isEmpty()) {
        all.add(
            new RawBoth.Wanted(
                metric, groups, before.keySet(), after.keySet(), group -> bytes(metric, group)));
      }
    }
    return all;
  }

  /** About how much memory the samples of a group take, by how many series the sums were of. */
  private double bytes(MetricRule metric, GroupKey group) {
    return bytes(legacy, one.series(metric, group)) + bytes(candidate, two.series(metric, group));
  }

  private static double bytes(SideRun side, double series) {
    return Chunks.bytes(series, series * (side.until() - side.after()) / side.interval());
  }

  private boolean blind(SideRun side, SeriesRules series) {
    return blind(side, series, window);
  }

  /**
   * Whether what no sum shows of a side may have counted something all the same: where nobody
   * looked, or on a target that answered none of the scrapes that the reads can touch.
   */
  static boolean blind(SideRun side, SeriesRules series, Window window) {
    PushdownTimes times = side.times(window, series);
    return Readings.unseen(side, series).blindWithin(window)
        || !side.targets().silentInstances(times.touchedAfter(), times.guardsAt()).isEmpty();
  }

  /**
   * The server's sums tell a side of a group if it passed, or never showed while all was watched.
   */
  static boolean served(Map<GroupKey, @Nullable Gains> gains, GroupKey group, boolean sideIsBlind) {
    return gains.containsKey(group) ? gains.get(group) != null : !sideIsBlind;
  }

  /** Restarts that samples show cut all series of their targets. */
  private void failFurther(SideRun side, PushdownReader reader) throws SourceUnavailable {
    PushdownTimes times = side.times(window, series(metrics.get(0), side == legacy));
    Set<String> further =
        new LinkedHashSet<>(
            side.targets().restartedInstances(times.touchedAfter(), times.guardsAt()));
    further.removeAll(reader.restarted());
    if (!further.isEmpty()) {
      reader.fail(further);
    }
  }

  /**
   * Fetches what may show restarts and is not fetched anyway. A target that was not scraped around
   * an end of the window may have restarted there, which the guards cannot see in series that never
   * came back, so all of its series are fetched; and groups of other shards that fell or have gaps.
   */
  private void fetchShown(SideRun side, PushdownReader reader, boolean isLegacy)
      throws SourceUnavailable {
    RawReader shown = new RawReader(side);
    fetchAcrossEdges(side, isLegacy, shown);
    shown.noteRestarts();
    if (part.shared()) {
      for (MetricRule metric : metrics) {
        Set<GroupKey> restless = reader.restless(metric, series(metric, isLegacy));
        restless.removeIf(part::owns);
        lookAt(restless, metric, side, series(metric, isLegacy));
      }
    }
  }

  /** As many at a time as there is room for, if all that there is was theirs. */
  private static void lookAt(
      Set<GroupKey> restless, MetricRule metric, SideRun side, SeriesRules series)
      throws SourceUnavailable {
    double all = bytes(side, side.counts().of(side.names(metric, series)));
    double each = Double.isFinite(all) ? all / restless.size() : 0;
    for (Set<GroupKey> some : RawBatches.parts(restless, group -> each, side.budget().limits())) {
      RawReader reader = new RawReader(side);
      reader.fetchSome(metric, series, some);
      reader.noteRestarts();
    }
  }

  private void fetchAcrossEdges(SideRun side, boolean isLegacy, RawReader shown)
      throws SourceUnavailable {
    PushdownTimes times = side.times(window, series(metrics.get(0), isLegacy));
    Set<String> instances =
        new LinkedHashSet<>(
            side.targets().unscrapedInstances(times.touchedAfter(), times.lowerAt(window.start())));
    long last = window.end() + times.mostBehind();
    instances.addAll(side.targets().unscrapedInstances(last, times.guardsAt()));
    for (MetricRule metric : metrics) {
      for (List<String> some : Instances.inParts(instances)) {
        shown.fetchOn(some, metric, series(metric, isLegacy));
      }
    }
  }

  /** How many queries {@link #read} makes, as far as can be told beforehand. */
  static long queries(List<MetricRule> metrics, SideRun side, boolean isLegacy, Window window) {
    long each = 1L + Question.apart(window, side.interval(), side.offset()).size();
    long queries = 1;
    for (MetricRule metric : metrics) {
      List<SideRun.Name> names = side.names(metric, series(metric, isLegacy));
      long apart = names.stream().filter(name -> !PushdownReader.few(side.counts(), name)).count();
      boolean together = apart < names.size() && side.counts().of(names) > 0;
      queries += each * apart + (together ? 1 : 0);
    }
    return queries;
  }

  Map<GroupKey, @Nullable Gains> legacy(MetricRule metric) {
    return one.gains(metric);
  }

  Map<GroupKey, @Nullable Gains> candidate(MetricRule metric) {
    return two.gains(metric);
  }
}
