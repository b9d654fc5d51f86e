package org.meshparity.comparator.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.gate.GatePolicy;
import org.meshparity.comparator.gate.Shares;
import org.meshparity.comparator.report.Report;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that ends in a report lets its user choose: what fails, and where it goes. */
final class ReportOptions {

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "KIND",
      defaultValue = "different,missing",
      description = "What exits with 1: different, missing, undecided (default: ${DEFAULT-VALUE}).")
  private List<String> failOn = new ArrayList<>();

  @Option(
      names = "--max-undecided",
      paramLabel = "SHARE",
      defaultValue = "5%",
      description = "Largest share of the traffic that may stay undecided (default: 5%%).")
  private String maxUndecided = "5%";

  @Option(
      names = "--output",
      paramLabel = "FORMAT[=FILE]",
      description = "text or json; repeatable (default: text).")
  private List<String> output = new ArrayList<>();

  @Mixin private ListOptions list = new ListOptions();

  List<Output> outputs() {
    list.check();
    return Output.parse(output);
  }

  /** The report as it is to be written. */
  Report listed(Report report) {
    return list.listed(report);
  }

  GatePolicy policy(BigDecimal minCoverage) {
    return new GatePolicy(
        Arguments.failOn(failOn), Shares.parse("--max-undecided", maxUndecided), minCoverage);
  }
}
