package org.meshparity.comparator.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesPart;
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
    List<Report.Evidence> evidence = new ArrayList<>();
    for (SeriesPart part : series.parts()) {
      SideRun.Name name =
          side.names(metric, series).stream()
              .filter(one -> one.from().equals(part))
              .findFirst()
              .orElseThrow();
      new GroupMatchers(side.identity())
          .of(group, part.labels())
          .ifPresent(matchers -> add(evidence, side, name, matchers, side.times(window, series)));
    }
    return evidence;
  }

  private static void add(
      List<Report.Evidence> evidence,
      SideRun side,
      SideRun.Name name,
      LabelMatchers matchers,
      PushdownTimes times) {
    Window window = times.window();
    PushdownQueries queries =
        new PushdownQueries(
            name.series(),
            side.selector().and(name.from().where()),
            side.targetMatchers(),
            List.of(),
            times,
            side.expiry());
    if (name.part() == Part.NATIVE) {
      // min_over_time knows numbers only; the histograms themselves show what was read
      add(evidence, side, queries.raw(matchers), times.guardsAt());
      return;
    }
    String lower = queries.lowerOf(matchers);
    String upper = queries.upperOf(matchers);
    add(evidence, side, lower, times.lowerAt(window.start()));
    add(evidence, side, upper, times.upperAt(window.start()));
    add(evidence, side, lower, times.lowerAt(window.end()));
    add(evidence, side, upper, times.upperAt(window.end()));
  }

  private static void add(List<Report.Evidence> into, SideRun side, String query, long at) {
    String time = Instant.ofEpochMilli(at - side.offset()).toString();
    into.add(new Report.Evidence(side.word(), query, time));
  }
}
