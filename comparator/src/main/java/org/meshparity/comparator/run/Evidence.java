package org.meshparity.comparator.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/** The queries that show a check's bounds, each with the instant to ask it at. */
final class Evidence {

  private Evidence() {}

  /** Lower and upper bounds at both ends, of one side's count. */
  static List<Report.Evidence> of(
      SideRun side,
      MetricRule metric,
      SeriesRules series,
      Map<String, String> group,
      Window window) {
    if (!(side.source() instanceof QuerySource)) {
      return List.of();
    }
    LabelMatchers matchers = new GroupMatchers(side.identity()).of(group);
    PushdownTimes times = side.times(window, series);
    SideRun.Name name = SideRun.names(metric, series).get(0);
    PushdownQueries queries =
        new PushdownQueries(
            name.series(), side.selector(), side.targetMatchers(), List.of(), times, side.expiry());
    List<Report.Evidence> evidence = new ArrayList<>();
    add(evidence, side, queries.lowerOf(matchers), times.lowerAt(window.start()));
    add(evidence, side, queries.upperOf(matchers), times.upperAt(window.start()));
    add(evidence, side, queries.lowerOf(matchers), times.lowerAt(window.end()));
    add(evidence, side, queries.upperOf(matchers), times.upperAt(window.end()));
    return evidence;
  }

  private static void add(List<Report.Evidence> into, SideRun side, String query, long at) {
    String time = Instant.ofEpochMilli(at - side.offset()).toString();
    into.add(new Report.Evidence(side.word(), query, time));
  }
}
