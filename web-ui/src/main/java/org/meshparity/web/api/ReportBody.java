package org.meshparity.web.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.verdict.Verdict;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report as the body of an answer. */
final class ReportBody {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private ReportBody() {}

  static byte[] json(Report report) {
    return JSON.writeValueAsBytes(report);
  }

  /** The report with only the checks of some verdicts; its counts still tell of all. */
  static Report only(Report report, Set<Verdict> verdicts) {
    if (verdicts.isEmpty() || verdicts.equals(EnumSet.allOf(Verdict.class))) {
      return report;
    }
    List<Report.Check> checks =
        report.checks().stream().filter(check -> verdicts.contains(check.verdict())).toList();
    return new Report(
        report.schemaVersion(),
        report.id(),
        report.comparison(),
        report.outcome(),
        report.partial(),
        report.decision(),
        report.warnings(),
        report.assumptions(),
        report.pack(),
        report.window(),
        report.settings(),
        report.sides(),
        report.coverage(),
        report.metrics(),
        report.counts(),
        checks,
        report.causes());
  }
}
