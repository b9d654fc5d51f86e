package org.meshparity.comparator.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/** What a report tells of a side that its run reads itself. */
final class LiveSide implements SideFacts {

  private final SideRun side;

  LiveSide(SideRun side) {
    this.side = side;
  }

  @Override
  public Report.Side described(Window window) {
    boolean scraped = side.targets().size() > 0;
    Double share = scraped ? side.targets().scraped(window.start(), window.end()) : null;
    return new Report.Side(
        side.source().name(), side.selector().toString(), side.interval() / 1000.0, share);
  }

  @Override
  public Shown evidence(MetricRule metric, Window window) {
    return Evidence.of(side, metric, rules(metric), window);
  }

  @Override
  public Optional<CauseQuery> query(
      MetricRule metric, CauseFound.View view, Map<String, String> where, Window window) {
    return side.source() instanceof QuerySource
        ? shown(metric, view, where, window)
        : Optional.empty();
  }

  /** The same, wherever the side was read. */
  Optional<CauseQuery> shown(
      MetricRule metric, CauseFound.View view, Map<String, String> where, Window window) {
    SeriesRules series = rules(metric);
    return new CauseQueries(side, side.times(window, series))
        .of(side.names(metric, series), view, where);
  }

  private SeriesRules rules(MetricRule metric) {
    return side.isLegacy() ? metric.legacy() : metric.candidate();
  }

  @Override
  public List<String> notes() {
    return side.asking().notes();
  }

  @Override
  public List<String> warnings() {
    return side.asking().warnings();
  }
}
