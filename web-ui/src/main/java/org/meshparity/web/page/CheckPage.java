package org.meshparity.web.page;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.Report.Check;
import org.meshparity.web.chart.DistributionChart;
import org.meshparity.web.chart.IntervalChart;
import org.meshparity.web.text.Numbers;
import org.meshparity.web.text.Times;

/**
 * One check with all that can be said of it.
 *
 * @param group link to all checks of its metric
 * @param inequality the comparison that decided, or could not, in words
 * @param intervals both sides' bounds as SVG; empty if none is known
 * @param distribution both sides' cumulative counts; null unless the metric is a histogram
 */
record CheckPage(
    String comparison,
    String overview,
    String group,
    String id,
    CheckRow row,
    String inequality,
    String intervals,
    @Nullable DistributionChart distribution,
    String window,
    @Nullable String since,
    String basis,
    String tolerance,
    @Nullable CauseCard cause,
    List<Query> evidence,
    List<CheckRow> siblings) {

  static CheckPage of(Report report, Check check, Place place) {
    String unit = Findings.units(report).getOrDefault(check.metric(), "");
    List<Check> group = report.listed().besides(check);
    return new CheckPage(
        place.comparison(),
        place.overview(),
        place.checks("verdict=" + CheckFilter.ALL + "&metric=" + Place.encoded(check.metric())),
        check.id(),
        CheckRow.of(check, unit, place),
        Inequality.of(check, report.settings().tolerance()),
        IntervalChart.draw(check.legacy(), check.candidate(), check.unit()),
        DistributionChart.of(group, unit).orElse(null),
        Times.between(check.start(), check.end()),
        Optional.ofNullable(check.since()).map(Times::moment).orElse(null),
        check.basis(),
        Numbers.percent(report.settings().tolerance().doubleValue()),
        report.causeOf(check).map(cause -> CauseCard.of(cause, place)).orElse(null),
        check.evidence().stream().map(Query::of).toList(),
        group.stream()
            .filter(other -> !other.id().equals(check.id()))
            .map(other -> CheckRow.of(other, unit, place))
            .toList());
  }

  /** A query that shows it. */
  record Query(String side, String promql, String time, String iso) {
    static Query of(Report.Evidence evidence) {
      return new Query(
          evidence.side(), evidence.query(), Times.moment(evidence.time()), evidence.time());
    }
  }
}
