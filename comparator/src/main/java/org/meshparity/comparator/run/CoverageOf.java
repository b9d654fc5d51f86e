package org.meshparity.comparator.run;

import org.meshparity.comparator.report.Report;

/**
 * Weighs groups by their traffic: those whose gating checks are all decided, the rest, and what is
 * explained.
 */
final class CoverageOf {

  private double decided;
  private double undecided;
  private double explained;

  void add(JudgedGroup one) {
    GroupTally tally = one.tally();
    if (!tally.claimed()) {
      return; // nothing is claimed of it
    }
    double traffic = one.group().traffic();
    if (tally.open() > 0) {
      undecided +=
          Math.max(
              traffic,
              1); // undecided groups weigh something even where nothing certain is known of them
      return;
    }
    decided += traffic;
    if (tally.allExplained()) {
      explained += traffic;
    }
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
