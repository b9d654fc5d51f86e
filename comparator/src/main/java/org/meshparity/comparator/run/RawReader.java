package org.meshparity.comparator.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Reads raw samples of whole metrics and cuts them into lives, once restarts are known from all of
 * them.
 */
final class RawReader {

  private final SideRun side;
  private final Map<String, RawMetric> metrics = new LinkedHashMap<>();

  RawReader(SideRun side) {
    this.side = side;
  }

  /** Fetches one metric. */
  void fetch(MetricRule metric, SeriesRules series) throws SourceUnavailable {
    fetch(metric, series, side.selector(), side.after(), side.until());
  }

  /** Fetches what some matchers select of a metric, over some time. */
  void fetch(MetricRule metric, SeriesRules series, LabelMatchers which, long after, long until)
      throws SourceUnavailable {
    RawMetric raw =
        new RawMetric(side.targets(), side.identity(), side.delays(series), side.expiry());
    for (SideRun.Name name : SideRun.names(metric, series)) {
      side.samples(
          name.series(), which, after, until, found -> raw.add(name.metric(), name.part(), found));
    }
    metrics.put(metric.name(), raw);
  }

  /** The groups of each fetched metric, by the metric's name. */
  Map<String, Map<GroupKey, RawGroup>> groups() {
    metrics.values().forEach(RawMetric::noteRestarts);
    Map<String, Map<GroupKey, RawGroup>> groups = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> groups.put(name, metric.groups()));
    return groups;
  }
}
