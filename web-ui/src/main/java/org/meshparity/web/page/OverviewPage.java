package org.meshparity.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.web.schedule.Run;
import org.meshparity.web.schedule.Schedule;
import org.meshparity.web.schedule.ScheduledComparison;

/**
 * All of one report on a page.
 *
 * @param tabs the comparisons to choose from; empty where there is one
 * @param findings null before the first report
 * @param action where the filter's form goes
 * @param run id of the run the page is about; null for the latest
 */
record OverviewPage(
    Headline headline,
    List<Tab> tabs,
    @Nullable Findings findings,
    String action,
    @Nullable String run) {

  static OverviewPage latest(
      Schedule schedule, ScheduledComparison comparison, CheckFilter filter) {
    Place place = new Place(comparison.name(), null);
    Report report =
        schedule
            .history()
            .latest(comparison.name())
            .flatMap((Run run) -> run.progress().report())
            .orElse(null);
    return new OverviewPage(
        Headline.latest(schedule, comparison),
        tabs(schedule, comparison),
        report == null ? null : Findings.of(report, filter, place),
        "/",
        null);
  }

  static OverviewPage past(ScheduledComparison comparison, Run run, CheckFilter filter) {
    Place place = new Place(comparison.name(), run.id());
    return new OverviewPage(
        Headline.past(comparison, run),
        List.of(),
        Findings.of(run.progress().report().orElseThrow(), filter, place),
        place.overview(),
        run.id());
  }

  private static List<Tab> tabs(Schedule schedule, ScheduledComparison current) {
    if (schedule.comparisons().size() == 1) {
      return List.of();
    }
    return schedule.comparisons().stream()
        .map(
            comparison ->
                new Tab(
                    Headline.latest(schedule, comparison),
                    new Place(comparison.name(), null).overview(),
                    comparison.equals(current)))
        .toList();
  }

  /** A comparison to choose. */
  record Tab(Headline headline, String href, boolean current) {}
}
