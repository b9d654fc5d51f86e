package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/** Sums checks up by metric. */
final class MetricsOf {

  private final Pack pack;

  MetricsOf(Pack pack) {
    this.pack = pack;
  }

  List<Report.Metric> of(List<Report.Check> checks) {
    List<Report.Metric> metrics = new ArrayList<>();
    for (MetricRule metric : pack.metrics()) {
      List<Report.Check> own =
          checks.stream().filter(check -> check.metric().equals(metric.name())).toList();
      metrics.add(
          new Report.Metric(
              metric.name(),
              metric.unit(),
              String.join(", ", metric.legacy().series()),
              String.join(", ", metric.candidate().series()),
              state(own),
              ReportWriter.counts(own)));
    }
    return metrics;
  }

  /**
   * Where any group of the metric showed: a group that one side never showed is missing or idle
   * there.
   */
  private static String state(List<Report.Check> checks) {
    boolean legacy = false;
    boolean candidate = false;
    for (Report.Check check : checks) {
      if (check.claim() == Claim.PRESENCE || check.claim() == Claim.INCREASE) {
        legacy |= check.verdict() != Verdict.MISSING_LEGACY && !nothing(check.legacy());
        candidate |= check.verdict() != Verdict.MISSING_CANDIDATE && !nothing(check.candidate());
      }
    }
    if (legacy && candidate) {
      return "both";
    }
    return legacy ? "legacyOnly" : candidate ? "candidateOnly" : "neither";
  }

  private static boolean nothing(Report.@Nullable Interval interval) {
    return interval != null && interval.upper() != null && interval.upper().signum() == 0;
  }
}
