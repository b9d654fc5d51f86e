package org.meshparity.comparator.run;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.envelope.GroupKey;
import org.meshparity.comparator.envelope.PushdownQueries;
import org.meshparity.comparator.envelope.PushdownRows;
import org.meshparity.comparator.envelope.PushdownRows.Reading;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Lets the server add up: four readings of every series name, and the guards under which their sums
 * are bounds.
 */
final class PushdownReader {

  /**
   * Beyond so many restarted instances a matcher that names them all would be longer than it helps.
   */
  private static final int NAMED_INSTANCES = 100;

  private final SideRun side;
  private final QuerySource source;
  private final Window window;
  private final Set<String> restarted = new LinkedHashSet<>();

  PushdownReader(SideRun side, QuerySource source, Window window) {
    this.side = side;
    this.source = source;
    this.window = window;
  }

  /**
   * Looks for restarts on all metrics first: one that shows in a sibling cuts every series of its
   * target.
   */
  void noteRestarts(MetricRule metric, SeriesRules series) throws SourceUnavailable {
    PushdownTimes times = side.times(window, series);
    long reachFrom = times.guardsAt() - times.reach();
    restarted.addAll(side.targets().restartedInstances(reachFrom, times.guardsAt()));
    for (SideRun.Name name : side.names(metric, series)) {
      ask(
          queries(name, series).restartedTargets(),
          times.guardsAt(),
          (labels, value) -> restarted.add(labels.get("instance")));
    }
  }

  /** What each group gained; null for one whose raw samples must be read. */
  Map<GroupKey, @Nullable Gains> read(MetricRule metric, SeriesRules series)
      throws SourceUnavailable {
    PushdownRows rows = new PushdownRows(side.identity(), metric.type());
    for (SideRun.Name name : side.names(metric, series)) {
      read(rows, name, series);
    }
    if (restarted.size() > NAMED_INSTANCES) {
      rows.allFailed();
    }
    return rows.gains();
  }

  private void read(PushdownRows rows, SideRun.Name name, SeriesRules series)
      throws SourceUnavailable {
    PushdownQueries queries = queries(name, series);
    PushdownTimes times = queries.times();
    Part part = name.part();
    boolean[] any = {false};
    ask(
        queries.members(),
        times.guardsAt(),
        (labels, n) -> {
          any[0] = true;
          rows.members(name.named(), part, read(name, labels), n);
        });
    if (!any[0]) {
      return; // the members are all that the other queries could touch
    }
    ask(queries.failing(), times.guardsAt(), (labels, n) -> rows.failed(read(name, labels)));
    ask(
        queries.lower(),
        times.lowerAt(window.start()),
        (l, v) -> rows.add(Reading.LOWER_START, part, read(name, l), v));
    ask(
        queries.upper(),
        times.upperAt(window.start()),
        (l, v) -> rows.add(Reading.UPPER_START, part, read(name, l), v));
    ask(
        queries.lower(),
        times.lowerAt(window.end()),
        (l, v) -> rows.add(Reading.LOWER_END, part, read(name, l), v));
    ask(
        queries.upper(),
        times.upperAt(window.end()),
        (l, v) -> rows.add(Reading.UPPER_END, part, read(name, l), v));
    if (!restarted.isEmpty() && restarted.size() <= NAMED_INSTANCES) {
      ask(
          queries.onInstances(restartedMatcher()),
          times.guardsAt(),
          (labels, n) -> rows.failed(read(name, labels)));
    }
  }

  private static UnaryOperator<String> read(SideRun.Name name, Labels labels) {
    return name.named().labels(labels::get);
  }

  private LabelMatchers restartedMatcher() {
    String any = restarted.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return new LabelMatchers(List.of(new Matcher("instance", Op.REGEX, any)));
  }

  PushdownQueries queries(SideRun.Name name, SeriesRules series) {
    List<String> by = new ArrayList<>(side.identity().sourceLabels());
    if (name.part() == Part.BUCKET) {
      by.add("le");
    }
    // A child expires as a whole, and its count moves with every observation: the stillness of one
    // bucket says nothing.
    OptionalLong expiry =
        name.part() == Part.COUNTER || name.part() == Part.COUNT
            ? side.expiry()
            : OptionalLong.empty();
    return new PushdownQueries(
        name.series(),
        side.selector().and(name.from().where()),
        side.targetMatchers(),
        by,
        side.times(window, series),
        expiry);
  }

  private void ask(String promql, long at, QuerySource.VectorSink into) throws SourceUnavailable {
    side.warn(source.query(promql, at, into));
  }
}
