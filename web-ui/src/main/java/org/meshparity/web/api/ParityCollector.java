package org.meshparity.web.api;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.web.schedule.Progress;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;

/**
 * What the latest runs found, as gauges read from the reports when somebody scrapes: numbers kept
 * beside the reports could say something else.
 */
final class ParityCollector extends Collector {

  /** Gaps that no cause names still count. */
  private static final String UNNAMED = "unknown";

  private final Schedule schedule;

  ParityCollector(Schedule schedule) {
    this.schedule = schedule;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Families families = new Families();
    for (ScheduledComparison comparison : schedule.comparisons()) {
      schedule.history().latest(comparison.name()).ifPresent(families::add);
    }
    return families.all();
  }

  private static final class Families {
    private final GaugeMetricFamily checks =
        new GaugeMetricFamily(
            "meshparity_checks",
            "Checks of the latest run by verdict.",
            List.of("comparison", "metric", "verdict"));
    private final GaugeMetricFamily gaps =
        new GaugeMetricFamily(
            "meshparity_gaps",
            "Checks of the latest run that prove a difference, by cause.",
            List.of("comparison", "cause"));
    private final GaugeMetricFamily coverage =
        gauge("meshparity_coverage_ratio", "Share of the traffic decided by the latest run.");
    private final GaugeMetricFamily timestamp =
        gauge("meshparity_run_timestamp_seconds", "When the latest run finished.");
    private final GaugeMetricFamily duration =
        gauge("meshparity_run_duration_seconds", "How long the latest run took.");

    private static GaugeMetricFamily gauge(String name, String help) {
      return new GaugeMetricFamily(name, help, List.of("comparison"));
    }

    List<MetricFamilySamples> all() {
      return List.of(checks, gaps, coverage, timestamp, duration);
    }

    void add(Run run) {
      List<String> name = List.of(run.comparison());
      if (run.progress() instanceof Progress.Finished done) {
        timestamp.addMetric(name, done.finished().toEpochMilli() / 1000.0);
      }
      run.progress().took().ifPresent(took -> duration.addMetric(name, took.toMillis() / 1000.0));
      run.progress().report().ifPresent(report -> add(run.comparison(), report));
    }

    private void add(String comparison, Report report) {
      coverage.addMetric(List.of(comparison), report.coverage().decided());
      for (Report.Metric metric : report.metrics()) {
        for (Verdict verdict : Verdict.values()) {
          checks.addMetric(
              List.of(comparison, metric.metric(), verdict.name()),
              metric.counts().getOrDefault(verdict, 0));
        }
      }
      gapsByCause(report)
          .forEach((cause, count) -> gaps.addMetric(List.of(comparison, cause), count));
    }

    private static Map<String, Long> gapsByCause(Report report) {
      Map<String, Long> counts =
          report.listed().gaps().stream()
              .collect(
                  Collectors.groupingBy(
                      check -> check.cause() == null ? UNNAMED : check.cause(),
                      TreeMap::new,
                      Collectors.counting()));
      counts.putIfAbsent(UNNAMED, 0L);
      return counts;
    }
  }
}
