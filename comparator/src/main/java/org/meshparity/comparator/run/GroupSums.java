package org.meshparity.comparator.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.verdict.SideGains;
import org.meshparity.rules.MetricRule;

/** What both servers' sums tell of the groups of a metric over one window. */
final class GroupSums {

  private final MetricRule metric;
  private final Map<GroupKey, @Nullable Gains> legacy;
  private final Map<GroupKey, @Nullable Gains> candidate;
  private final boolean legacyBlind;
  private final boolean candidateBlind;
  private final Pieces whole;

  GroupSums(
      MetricRule metric, SideRun legacy, SideRun candidate, Window window, PushdownBoth pushed) {
    this.metric = metric;
    this.legacy = pushed.legacy(metric);
    this.candidate = pushed.candidate(metric);
    this.legacyBlind = PushdownBoth.blind(legacy, metric.legacy(), window);
    this.candidateBlind = PushdownBoth.blind(candidate, metric.candidate(), window);
    this.whole = Pieces.whole(window.start(), window.end());
  }

  /** By group; null for one that they do not tell. */
  Map<GroupKey, @Nullable Gains> legacy() {
    return legacy;
  }

  /** The same of the candidate side. */
  Map<GroupKey, @Nullable Gains> candidate() {
    return candidate;
  }

  /** Whether they tell both sides of a group. */
  boolean tell(GroupKey key) {
    return (legacy.containsKey(key) || candidate.containsKey(key))
        && PushdownBoth.served(legacy, key, legacyBlind)
        && PushdownBoth.served(candidate, key, candidateBlind);
  }

  /** What they tell of a group. */
  GroupReading of(GroupKey key) {
    return new GroupReading(key, side(legacy.get(key)), side(candidate.get(key)), whole);
  }

  private SideGains side(@Nullable Gains gains) {
    return gains == null
        ? SideGains.absent(Gains.none(GroupReading.none(metric)))
        : SideGains.of(gains);
  }
}
