package org.meshparity.comparator.script;

import java.util.List;
import java.util.Set;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;

/**
 * What has to come out of a script.
 *
 * @param demands of the report as a whole
 * @param checks of single ones
 * @param others the verdicts that checks may have of which no line speaks
 */
record Expectation(List<Demand<Report>> demands, List<ExpectedCheck> checks, Set<Verdict> others) {

  Expectation {
    demands = List.copyOf(demands);
    checks = List.copyOf(checks);
    others = Set.copyOf(others);
  }
}
