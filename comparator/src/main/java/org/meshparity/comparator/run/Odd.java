package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.cause.Counted;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.cause.GroupName;
import org.meshparity.comparator.envelope.BrokenSamples;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Pieces;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;
import org.meshparity.rules.SeriesRules;

/**
 * Groups with a gap or without a decision, for which causes are looked.
 *
 * @param window what was compared
 */
record Odd(Pack pack, Window window, List<Group> groups) {

  /** Of which one side is short. */
  List<Group> shortOn(boolean legacy) {
    return groups.stream()
        .filter(Group::hasGap)
        .filter(
            group ->
                legacy
                    ? group.legacy().upper() < group.candidate().lower()
                    : group.candidate().upper() < group.legacy().lower())
        .toList();
  }

  /** The metrics of groups, the ones with most of them first. */
  List<MetricRule> metrics(List<Group> some) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    some.forEach(group -> counts.merge(group.metric(), 1, Integer::sum));
    List<MetricRule> metrics = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> metrics.addAll(named(entry.getKey())));
    return metrics;
  }

  private List<MetricRule> named(String name) {
    return pack.metrics().stream().filter(metric -> metric.name().equals(name)).toList();
  }

  GroupName name(MetricRule metric, GroupKey key) {
    return new GroupName(metric.name(), key.toMap(pack.identity()));
  }

  /** What groups counted in the window, in the metric's unit; unreadable ones are left out. */
  List<Counted> counts(MetricRule metric, SeriesRules series, Map<GroupKey, RawGroup> groups) {
    List<Counted> counts = new ArrayList<>();
    double factor = metric.type() == MetricRule.Type.COUNTER ? series.factor().doubleValue() : 1;
    groups.forEach(
        (key, group) -> {
          try {
            Bounds bounds =
                group
                    .gains(Pieces.whole(window.start(), window.end()), GroupReading.none(metric))
                    .count();
            counts.add(
                new Counted(
                    name(metric, key),
                    new Bounds(bounds.lower() * factor, bounds.upper() * factor)));
          } catch (BrokenSamples broken) {
            // counts that cannot be read explain nothing
          }
        });
    return counts;
  }
}
