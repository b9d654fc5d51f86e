package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meshparity.comparator.cause.CauseFound.View;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.envelope.PushdownTimes;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;
import org.meshparity.rules.SeriesPart;

/**
 * One query for one side that shows what the groups of a cause gained in the window: the last
 * samples in it, less the last ones before it. Unlike {@code increase()} that extrapolates nothing
 * and counts what a series began with; a process that restarted under the same labels makes it too
 * small. It is for a person's eye: verdicts rest on bounds.
 */
final class CauseQueries {

  private final SideRun side;
  private final PushdownTimes times;

  CauseQueries(SideRun side, PushdownTimes times) {
    this.side = side;
    this.times = times;
  }

  /** What to ask; empty if no number of that kind has a series. */
  Optional<CauseQuery> of(List<SideRun.Name> names, View view, Map<String, String> where) {
    Optional<String> promql =
        switch (view.number()) {
          case COUNT -> gained(names, List.of(Part.COUNTER, Part.COUNT), by(view.by()), where);
          case BUCKETS -> gained(names, List.of(Part.BUCKET), List.of("le"), where);
          case MEAN ->
              gained(names, List.of(Part.SUM), by(view.by()), where)
                  .flatMap(
                      sum ->
                          gained(names, List.of(Part.COUNT), by(view.by()), where)
                              .map(count -> sum + " / " + count));
        };
    long at = times.lowerAt(times.window().end()) - side.offset();
    return promql.map(text -> new CauseQuery(side.word(), text, at));
  }

  /** Under this side's own names. */
  private List<String> by(List<String> identity) {
    return identity.stream()
        .filter(label -> side.identity().labels().contains(label))
        .flatMap(label -> side.identity().reading(label).sources().stream())
        .distinct()
        .toList();
  }

  private Optional<String> gained(
      List<SideRun.Name> names, List<Part> parts, List<String> by, Map<String, String> where) {
    Map<SeriesPart, SideRun.Name> first = new LinkedHashMap<>();
    names.stream()
        .filter(name -> parts.contains(name.part()))
        .forEach(name -> first.putIfAbsent(name.from(), name));
    List<String> sums = new ArrayList<>();
    for (SideRun.Name name : first.values()) {
      new GroupMatchers(side.identity())
          .ofSome(where, name.from().labels())
          .ifPresent(matchers -> sums.add(gained(name, matchers, by)));
    }
    return sums.isEmpty() ? Optional.empty() : Optional.of(String.join(" + ", sums));
  }

  private String gained(SideRun.Name name, LabelMatchers matchers, List<String> by) {
    LabelMatchers all = side.selector().and(name.from().where()).and(matchers);
    String selector = PromqlName.selector(name.series(), all);
    long length = times.window().length();
    String sum = by.isEmpty() ? "sum" : "sum by (" + labels(by) + ") ";
    String after = sum + "(last_over_time(" + selector + "[" + length + "ms]))";
    String before =
        sum + "(last_over_time(" + selector + "[" + times.look() + "ms] offset " + length + "ms))";
    return "(" + after + " - (" + before + " or 0 * " + after + "))";
  }

  private static String labels(List<String> by) {
    return by.stream().map(PromqlName::label).collect(Collectors.joining(", "));
  }
}
