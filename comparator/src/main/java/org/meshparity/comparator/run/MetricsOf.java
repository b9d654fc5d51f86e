package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/** Sums the checks of all groups up by metric. */
final class MetricsOf {

  private final Pack pack;
  private final Map<String, Sums> byMetric = new HashMap<>();

  MetricsOf(Pack pack, List<JudgedGroup> groups) {
    this.pack = pack;
    pack.metrics().forEach(metric -> byMetric.put(metric.name(), new Sums()));
    for (JudgedGroup group : groups) {
      byMetric.computeIfAbsent(group.metric().name(), name -> new Sums()).add(group.tally());
    }
  }

  /** Of all groups of one metric. */
  private static final class Sums {
    private final Map<Verdict, Integer> counts = none();
    private boolean legacy;
    private boolean candidate;

    void add(GroupTally tally) {
      for (Verdict verdict : Verdict.values()) {
        counts.merge(verdict, tally.count(verdict), Math::addExact);
      }
      legacy |= tally.shown(true);
      candidate |= tally.shown(false);
    }

    String state() {
      if (legacy && candidate) {
        return "both";
      }
      return legacy ? "legacyOnly" : candidate ? "candidateOnly" : "neither";
    }
  }

  /** As the report shows them. */
  List<Report.Metric> metrics() {
    List<Report.Metric> metrics = new ArrayList<>();
    for (MetricRule metric : pack.metrics()) {
      Sums sums = byMetric.getOrDefault(metric.name(), new Sums());
      metrics.add(
          new Report.Metric(
              metric.name(),
              metric.unit(),
              String.join(", ", metric.legacy().series()),
              String.join(", ", metric.candidate().series()),
              sums.state(),
              sums.counts));
    }
    return metrics;
  }

  /** Over all metrics. */
  Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> all = none();
    byMetric
        .values()
        .forEach(
            sums ->
                sums.counts.forEach((verdict, count) -> all.merge(verdict, count, Math::addExact)));
    return all;
  }

  private static Map<Verdict, Integer> none() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0);
    }
    return counts;
  }
}
