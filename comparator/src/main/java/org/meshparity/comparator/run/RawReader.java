package org.meshparity.comparator.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesPart;
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
    fetch(metric, series, part -> Optional.of(LabelMatchers.ALL));
  }

  /**
   * Fetches one group of a metric, or a little more, as far as its labels can be read backwards.
   */
  void fetch(MetricRule metric, SeriesRules series, Map<String, String> group)
      throws SourceUnavailable {
    GroupMatchers matchers = new GroupMatchers(side.identity());
    fetch(metric, series, part -> matchers.of(group, part.labels()));
  }

  private void fetch(
      MetricRule metric, SeriesRules series, Function<SeriesPart, Optional<LabelMatchers>> wanted)
      throws SourceUnavailable {
    RawMetric raw =
        new RawMetric(
            metric.type(), side.targets(), side.identity(), side.delays(series), side.expiry());
    for (SideRun.Name name : side.names(metric, series)) {
      Optional<LabelMatchers> which = wanted.apply(name.from());
      if (which.isPresent()) {
        fetch(name, side.selector().and(name.from().where()).and(which.get()), raw);
      }
    }
    metrics.put(metric.name(), raw);
  }

  private void fetch(SideRun.Name name, LabelMatchers which, RawMetric raw)
      throws SourceUnavailable {
    if (name.part() == Part.NATIVE) {
      side.histograms(
          name.series(), which, side.after(), side.until(), found -> raw.add(name.named(), found));
      return;
    }
    side.samples(
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
