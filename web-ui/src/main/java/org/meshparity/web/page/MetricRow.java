package org.meshparity.web.page;

import java.util.List;
import java.util.Locale;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.chart.StackedBar;

/**
 * One metric over all its groups.
 *
 * @param bar its checks by verdict, as SVG
 * @param counts verdicts that occur, gaps first
 */
record MetricRow(
    String metric,
    String unit,
    String legacySeries,
    String candidateSeries,
    String state,
    boolean oneSided,
    String bar,
    List<VerdictCount> counts) {

  /**
   * A metric of a report.
   *
   * @param read whether its series could be looked for on both sides
   */
  static MetricRow of(Report.Metric metric, boolean read, Place place) {
    List<VerdictCount> counts = VerdictCount.list(metric.counts(), metric.metric(), place);
    List<StackedBar.Part> parts =
        counts.stream()
            .map(
                count ->
                    new StackedBar.Part(
                        count.verdict().label().toLowerCase(Locale.ROOT),
                        "fill-" + count.verdict().css(),
                        count.number(),
                        count.text()))
            .toList();
    return new MetricRow(
        metric.metric(),
        metric.unit(),
        metric.legacySeries(),
        metric.candidateSeries(),
        state(metric.state(), read),
        !metric.state().equals("both"),
        StackedBar.draw("Checks of " + metric.metric(), parts),
        counts);
  }

  private static String state(String word, boolean read) {
    return switch (word) {
      case "both" -> "on both sides";
      case "legacyOnly" -> "legacy only";
      case "candidateOnly" -> "candidate only";
      case "neither" -> read ? "on neither side" : "not known";
      default -> word;
    };
  }
}
