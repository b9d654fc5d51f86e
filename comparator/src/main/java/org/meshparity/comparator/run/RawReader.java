package org.meshparity.comparator.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.envelope.RawMetric.Part;
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
    RawMetric raw =
        new RawMetric(
            metric.type(), side.targets(), side.identity(), side.delays(series), side.expiry());
    for (SideRun.Name name : side.names(metric, series)) {
      side.warn(fetch(name, raw));
    }
    metrics.put(metric.name(), raw);
  }

  private List<String> fetch(SideRun.Name name, RawMetric raw) throws SourceUnavailable {
    LabelMatchers which = side.selector().and(name.from().where());
    return name.part() == Part.NATIVE
        ? side.source()
            .histograms(
                name.series(),
                which,
                side.after(),
                side.until(),
                found -> raw.add(name.named(), found))
        : side.source()
            .samples(
                name.series(),
                which,
                side.after(),
                side.until(),
                found -> raw.add(name.named(), name.part(), found));
  }

  /** The groups of each fetched metric, by the metric's name. */
  Map<String, Map<GroupKey, RawGroup>> groups() {
    metrics.values().forEach(RawMetric::noteRestarts);
    Map<String, Map<GroupKey, RawGroup>> groups = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> groups.put(name, metric.groups()));
    return groups;
  }
}
