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

/**
 * The queries that show a check's bounds, each with the instant to ask it at: lower and upper
 * bounds at both ends, of one side's count. What all groups of a metric share is made once, and
 * nothing of the run is held.
 */
final class Evidence implements SideFacts.Shown {

  private final String side;
  private final GroupMatchers groups;
  private final List<Asked> asked = new ArrayList<>();

  /** How one of the series of a metric is asked for. */
  private record Asked(
      SeriesPart of, boolean samples, PushdownQueries queries, List<String> times) {}

  private Evidence(SideRun side) {
    this.side = side.word();
    this.groups = new GroupMatchers(side.identity());
  }

  /** Of the groups of one metric; of a source that computes nothing there are none. */
  static SideFacts.Shown of(SideRun side, MetricRule metric, SeriesRules series, Window window) {
    if (!(side.source() instanceof QuerySource)) {
      return SideFacts.Shown.NOTHING;
    }
    Evidence evidence = new Evidence(side);
    List<SideRun.Name> names = side.names(metric, series);
    for (SeriesPart part : series.parts()) {
      names.stream()
          .filter(one -> one.from().equals(part))
          .findFirst()
          .ifPresent(name -> evidence.asked.add(asked(side, name, side.times(window, series))));
    }
    return evidence;
  }

  private static Asked asked(SideRun side, SideRun.Name name, PushdownTimes times) {
    Window window = times.window();
    PushdownQueries queries =
        new PushdownQueries(
            name.series(),
            side.selector().and(name.from().where()),
            side.targetMatchers(),
            List.of(),
            times,
            side.expiry());
    boolean samples = name.part() == Part.NATIVE;
    return new Asked(
        name.from(),
        samples,
        queries,
        samples
            ? List.of(time(side, times.guardsAt()))
            : List.of(
                time(side, times.lowerAt(window.start())),
                time(side, times.upperAt(window.start())),
                time(side, times.lowerAt(window.end())),
                time(side, times.upperAt(window.end()))));
  }

  private static String time(SideRun side, long at) {
    return Instant.ofEpochMilli(at - side.offset()).toString();
  }

  @Override
  public List<Report.Evidence> of(Map<String, String> group) {
    List<Report.Evidence> evidence = new ArrayList<>();
    for (Asked one : asked) {
      groups.of(group, one.of().labels()).ifPresent(matchers -> add(one, matchers, evidence));
    }
    return evidence;
  }

  private void add(Asked one, LabelMatchers matchers, List<Report.Evidence> into) {
    if (one.samples()) {
      // min_over_time knows numbers only; the histograms themselves show what was read
      into.add(new Report.Evidence(side, one.queries().raw(matchers), one.times().get(0)));
      return;
    }
    String lower = one.queries().lowerOf(matchers);
    String upper = one.queries().upperOf(matchers);
    for (int i = 0; i < one.times().size(); i++) {
      into.add(new Report.Evidence(side, i % 2 == 0 ? lower : upper, one.times().get(i)));
    }
  }
}
