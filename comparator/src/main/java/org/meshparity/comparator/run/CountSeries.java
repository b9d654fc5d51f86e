package org.meshparity.comparator.run;

import java.util.List;
import java.util.Map;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.Named;
import org.meshparity.comparator.envelope.RawGroup;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/** The series of a metric that count: counters themselves, of histograms the number observed. */
final class CountSeries {

  /** Takes a series, as what the pack knows it. */
  @FunctionalInterface
  interface Sink {
    void accept(Named named, RawSeries series);
  }

  private final SideRun side;
  private final SeriesRules series;
  private final List<SideRun.Name> names;

  CountSeries(SideRun side, MetricRule metric) {
    this.side = side;
    this.series = rules(side, metric);
    this.names =
        side.names(metric, series).stream()
            .filter(name -> name.part() == Part.COUNTER || name.part() == Part.COUNT)
            .toList();
  }

  static SeriesRules rules(SideRun side, MetricRule metric) {
    return side.isLegacy() ? metric.legacy() : metric.candidate();
  }

  List<SideRun.Name> names() {
    return names;
  }

  /** Hands over the samples of all that match, over all that the run touches. */
  void read(LabelMatchers which, Sink into) throws SourceUnavailable {
    PartedSamples samples = new PartedSamples(side, new Splits(side, side.lately()));
    for (SideRun.Name name : names) {
      LabelMatchers all = side.selector().and(name.from().where()).and(which);
      samples.read(name.series(), all, found -> into.accept(name.named(), found));
    }
  }

  /** The groups of those series. */
  Map<GroupKey, RawGroup> groups(LabelMatchers which) throws SourceUnavailable {
    RawMetric raw = collector();
    read(which, (named, found) -> raw.add(named, Part.COUNTER, found));
    raw.noteRestarts();
    return raw.groups();
  }

  /** Gathers series that count into groups. */
  RawMetric collector() {
    return new RawMetric(
        MetricRule.Type.COUNTER,
        side.targets(),
        side.identity(),
        side.delays(series),
        side.expiry());
  }
}
