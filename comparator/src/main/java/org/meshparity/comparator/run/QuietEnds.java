package org.meshparity.comparator.run;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;

/** How much both sides' counts are in doubt at the instants near a window's ends. */
final class QuietEnds {

  private final Pack pack;
  private final SideRun legacy;
  private final SideRun candidate;
  private final Anchors anchors;
  private @Nullable Map<String, Map<GroupKey, RawGroup>> legacyRaw;
  private @Nullable Map<String, Map<GroupKey, RawGroup>> candidateRaw;

  QuietEnds(Pack pack, SideRun legacy, SideRun candidate, Anchors anchors) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
    this.anchors = anchors;
  }

  /** Takes what was read sample by sample, so that no server is asked. */
  void read(
      Map<String, Map<GroupKey, RawGroup>> legacyGroups,
      Map<String, Map<GroupKey, RawGroup>> candidateGroups) {
    legacyRaw = legacyGroups;
    candidateRaw = candidateGroups;
  }

  /**
   * Where no metric is much in doubt, each measured by how much it could be: bytes are many and
   * connections are few.
   */
  SortedMap<Long, Double> doubts(long wanted) throws SourceUnavailable {
    SortedMap<Long, Double> sum = new TreeMap<>();
    SortedMap<Long, Double> quiet = new TreeMap<>();
    for (MetricRule metric : slowestOfEachType()) {
      SortedMap<Long, Double> one = doubts(wanted, metric);
      double most =
          one.values().stream()
              .mapToDouble(Double::doubleValue)
              .filter(doubt -> doubt > 0 && !Double.isInfinite(doubt))
              .max()
              .orElse(1);
      one.replaceAll((x, doubt) -> doubt / most); // one that is not known at all stays infinite
      if (one.values().stream().allMatch(doubt -> doubt == 0)) {
        quiet.putAll(one);
      } else {
        sum = sum.isEmpty() ? one : Anchors.together(sum, one);
      }
    }
    return (sum.isEmpty() ? quiet : sum).headMap(known() + 1);
  }

  /**
   * The metrics whose events take longest to become visible: where they are quiet, others that
   * count the same events are too.
   */
  private Collection<MetricRule> slowestOfEachType() {
    Map<MetricRule.Type, MetricRule> slowest = new EnumMap<>(MetricRule.Type.class);
    for (MetricRule metric : pack.metrics()) {
      slowest.merge(metric.type(), metric, (one, other) -> lag(one) < lag(other) ? other : one);
    }
    return slowest.values();
  }

  private static long lag(MetricRule metric) {
    return metric.legacy().lag().plus(metric.candidate().lag()).toMillis();
  }

  private SortedMap<Long, Double> doubts(long wanted, MetricRule metric) throws SourceUnavailable {
    return Anchors.together(
        doubts(wanted, metric, legacy, metric.legacy(), legacyRaw),
        doubts(wanted, metric, candidate, metric.candidate(), candidateRaw));
  }

  /** Later instants rest on scrapes made since the targets were read. */
  private long known() {
    return pack.metrics().stream()
        .mapToLong(
            metric ->
                Math.min(known(legacy, metric.legacy()), known(candidate, metric.candidate())))
        .min()
        .orElse(Long.MAX_VALUE - 1);
  }

  /** Until when the scrapes of all targets that are still up can bound what happened. */
  private static long known(SideRun side, SeriesRules series) {
    return side.delays(series).upperUntil(side.targets().scrapedUntil());
  }

  private SortedMap<Long, Double> doubts(
      long wanted,
      MetricRule metric,
      SideRun side,
      SeriesRules series,
      @Nullable Map<String, Map<GroupKey, RawGroup>> raw)
      throws SourceUnavailable {
    if (raw != null || !(side.source() instanceof QuerySource)) {
      Map<String, Map<GroupKey, RawGroup>> known = raw == null ? Map.of() : raw;
      return anchors.doubts(wanted, known.getOrDefault(metric.name(), Map.of()));
    }
    SortedMap<Long, Double> sum = new TreeMap<>();
    for (SideRun.Name name : side.names(metric, series)) {
      if (name.part() == Part.COUNTER || name.part() == Part.COUNT) {
        anchors
            .doubts(wanted, side, series, name)
            .forEach((x, doubt) -> sum.merge(x, doubt, Double::sum));
      }
    }
    return sum;
  }
}
