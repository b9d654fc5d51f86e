package org.meshparity.web.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.gate.Outcome;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.chart.StackedBar;
import org.meshparity.web.text.Numbers;

/**
 * What a report found, for a page.
 *
 * @param coverageBar shares of the traffic, as SVG
 * @param text the filter's text
 * @param groups what the filter admits, as many as it shows
 * @param total checks the filter admits
 * @param nothing what is said where it admits none
 * @param setup what stands in the way of a comparison, if anything does
 * @param more link that shows more of them; null if all are shown
 */
record Findings(
    List<VerdictCount> counts,
    String coverageBar,
    String decided,
    String undecided,
    String explained,
    List<CauseCard> causes,
    int unnamedGaps,
    List<MetricRow> metrics,
    String text,
    List<CheckFilter.Choice> verdictChoices,
    List<CheckFilter.Choice> metricChoices,
    List<GroupRow> groups,
    String total,
    String nothing,
    @Nullable String more,
    List<SideRow> sides,
    List<String> warnings,
    List<String> assumptions,
    String pack,
    String packDigest,
    String tolerance,
    String maxUndecided,
    String minCoverage,
    String json,
    SetupPanel setup) {

  static Findings of(Report report, CheckFilter filter, Place place) {
    AdmittedChecks admitted = AdmittedChecks.of(filter.admitted(report.listed()), filter.limit());
    List<GroupRow> groups =
        GroupRow.list(
            admitted.shown(), GroupRow.shared(report.listed().groups()), units(report), place);
    return new Findings(
        VerdictCount.list(report.counts(), "", place),
        coverageBar(report.coverage()),
        Numbers.percent(report.coverage().decided()),
        Numbers.percent(report.coverage().undecided()),
        Numbers.percent(report.coverage().explained()),
        report.causes().stream().map(cause -> CauseCard.of(cause, place)).toList(),
        unnamedGaps(report),
        report.metrics().stream()
            .map(metric -> MetricRow.of(metric, report.outcome() != Outcome.UNAVAILABLE, place))
            .toList(),
        filter.text(),
        filter.choices(),
        filter.metricChoices(report.metrics().stream().map(Report.Metric::metric).toList()),
        groups,
        Numbers.of(admitted.checks()),
        nothing(report, filter),
        more(filter, admitted.groups(), place),
        List.of(
            SideRow.of("Legacy", report.sides().legacy()),
            SideRow.of("Candidate", report.sides().candidate())),
        report.warnings(),
        report.assumptions(),
        report.pack().name() + " " + report.pack().version(),
        report.pack().sha256(),
        Numbers.percent(report.settings().tolerance().doubleValue()),
        Numbers.percent(report.settings().maxUndecided().doubleValue()),
        Numbers.percent(report.settings().minCoverage().doubleValue()),
        place.json(),
        SetupPanel.of(report.preflight()));
  }

  /** The unit of each metric's values, by its name. */
  static Map<String, String> units(Report report) {
    return report.metrics().stream()
        .collect(
            Collectors.toMap(Report.Metric::metric, Report.Metric::unit, (first, second) -> first));
  }

  private static String coverageBar(Report.Coverage coverage) {
    double plain = Math.max(0, coverage.decided() - coverage.explained());
    return StackedBar.draw(
        "Share of the traffic",
        List.of(
            part("decided", "fill-decided", plain),
            part("decided and explained", "fill-explained", coverage.explained()),
            part("undecided", "fill-undecidable", coverage.undecided())));
  }

  private static StackedBar.Part part(String name, String css, double share) {
    return new StackedBar.Part(name, css, share, Numbers.percent(share));
  }

  private static int unnamedGaps(Report report) {
    return (int)
        report.listed().gaps().stream()
            .filter(check -> check.cause() == null)
            .filter(check -> check.explainedBy() == null)
            .count();
  }

  private static @Nullable String more(CheckFilter filter, int groups, Place place) {
    return groups <= filter.limit() ? null : place.checks(filter.more());
  }

  /** Nothing to list has two reasons, and only one of them is good news. */
  private static String nothing(Report report, CheckFilter filter) {
    if (report.checks().isEmpty()) {
      return "There are no checks: nothing was compared.";
    }
    return filter.active()
        ? "No check fits this filter."
        : "No gap is proved, and nothing that must be decided is undecided.";
  }

  /** One side as it was read. */
  record SideRow(
      String side, String source, String selector, String scrapeInterval, String scraped) {
    static SideRow of(String name, Report.Side side) {
      return new SideRow(
          name,
          side.source(),
          side.selector(),
          Numbers.of(side.scrapeInterval()) + " s",
          side.scraped() == null ? "unknown" : Numbers.percent(side.scraped()));
    }
  }
}
