package org.meshparity.comparator.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks that are all there, e.g. read from a file. */
final class KeptChecks extends CheckList {

  private static final int IN_STRETCH = 64;

  private final List<Report.Check> checks;

  KeptChecks(List<Report.Check> checks) {
    this.checks = checks;
  }

  @Override
  public int stretches() {
    return (checks.size() + IN_STRETCH - 1) / IN_STRETCH;
  }

  @Override
  public int begin(int stretch) {
    return Math.min(checks.size(), stretch * IN_STRETCH);
  }

  @Override
  public List<Report.Check> stretch(int stretch) {
    return checks.subList(begin(stretch), begin(stretch + 1));
  }

  @Override
  public Collection<Map<String, String>> groups() {
    return checks.stream().map(Report.Check::group).collect(Collectors.toSet());
  }

  @Override
  public Report.Check get(int index) {
    return checks.get(index);
  }
}
