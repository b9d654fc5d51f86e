package org.meshparity.comparator.cli;

import org.meshparity.comparator.report.Report;
import picocli.CommandLine.Option;

/** Which checks a report lists; its counts, decision and causes tell of all of them either way. */
final class ListOptions {

  private static final String ALL = "all";
  private static final String NOTABLE = "notable";

  @Option(
      names = "--list",
      paramLabel = "CHECKS",
      defaultValue = ALL,
      description =
          "Which checks json lists: all, or notable, which leaves those proved equal to the counts"
              + " and makes the report of a large mesh small (default: ${DEFAULT-VALUE}).")
  private String list = ALL;

  /** Refuses anything else before anything is asked. */
  void check() {
    if (!list.equals(ALL) && !list.equals(NOTABLE)) {
      throw new IllegalArgumentException("--list must be all or notable, was \"" + list + "\"");
    }
  }

  /** The report with the checks that it should list. */
  Report listed(Report report) {
    return list.equals(NOTABLE) ? report.listing(report.listed().notable()) : report;
  }
}
