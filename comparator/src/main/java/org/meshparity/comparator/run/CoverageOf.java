package org.meshparity.comparator.run;

import java.util.List;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;

/**
 * Weighs groups by their traffic: those whose gating checks are all decided, the rest, and what is
 * explained.
 */
final class CoverageOf {

  private double decided;
  private double undecided;
  private double explained;

  void add(Group group, List<Report.Check> checks) {
    if (checks.stream().noneMatch(Report.Check::gating)) {
      return; // nothing is claimed of it
    }
    double traffic = group.traffic();
    if (traffic == 0 && !open(checks)) {
      return;
    }
    if (open(checks)) {
      undecided +=
          Math.max(
              traffic,
              1); // undecided groups weigh something even where nothing certain is known of them
      return;
    }
    decided += traffic;
    boolean allExplained =
        checks.stream()
            .filter(check -> check.verdict().isGap())
            .allMatch(check -> check.explainedBy() != null);
    if (allExplained && checks.stream().anyMatch(check -> check.verdict().isGap())) {
      explained += traffic;
    }
  }

  private static boolean open(List<Report.Check> checks) {
    return checks.stream()
        .anyMatch(check -> check.gating() && check.verdict() == Verdict.UNDECIDABLE);
  }

  double traffic() {
    return decided + undecided;
  }

  Report.Coverage toReport() {
    double all = traffic();
    return all == 0
        ? new Report.Coverage(0, 0, 0)
        : new Report.Coverage(decided / all, undecided / all, explained / all);
  }
}
