package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.meshparity.comparator.cause.CauseFound;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.envelope.Window;
import org.meshparity.comparator.report.Report;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.Pack;

/**
 * Writes causes down: those of gaps that no known difference explains, and of what they leave
 * undecided, each with its share of the traffic and the queries that show it.
 */
final class CausesOf {

  private final Pack pack;
  private final SideFacts legacy;
  private final SideFacts candidate;
  private final Window window;

  CausesOf(Pack pack, SideFacts legacy, SideFacts candidate, Window window) {
    this.pack = pack;
    this.legacy = legacy;
    this.candidate = candidate;
    this.window = window;
  }

  List<Report.Cause> of(List<CauseFound> found, List<JudgedGroup> groups, double traffic) {
    Set<Group> concerned = concerned(groups);
    List<Report.Cause> causes = new ArrayList<>();
    for (CauseFound cause : found) {
      List<Group> open = cause.groups().stream().filter(concerned::contains).toList();
      if (!open.isEmpty()) {
        causes.add(written(cause, open, traffic));
      }
    }
    return causes;
  }

  /** Groups with a gap that no known difference explains, or with a claim undecided. */
  private static Set<Group> concerned(List<JudgedGroup> groups) {
    Set<Group> concerned = new HashSet<>();
    for (JudgedGroup one : groups) {
      if (one.tally().wantsCause()) {
        concerned.add(one.group());
      }
    }
    return concerned;
  }

  private Report.Cause written(CauseFound cause, List<Group> open, double traffic) {
    double volume = open.stream().mapToDouble(Group::traffic).sum();
    List<Report.Evidence> queries = queries(cause, open);
    List<String> evidence = new ArrayList<>(cause.evidence());
    queries.forEach(
        query ->
            evidence.add("query " + query.side() + " at " + query.time() + ": " + query.query()));
    return new Report.Cause(
        cause.id(),
        cause.title(),
        cause.confidence(),
        cause.where(),
        open.size(),
        traffic == 0 ? 0 : volume / traffic,
        evidence,
        queries);
  }

  private List<Report.Evidence> queries(CauseFound cause, List<Group> open) {
    List<CauseQuery> queries = new ArrayList<>();
    largest(open)
        .ifPresent(
            metric ->
                Stream.of(legacy, candidate)
                    .map(side -> side.query(metric, cause.view(), cause.where(), window))
                    .flatMap(Optional::stream)
                    .forEach(queries::add));
    queries.addAll(cause.queries());
    return queries.stream()
        .map(
            query ->
                new Report.Evidence(query.side(), query.promql(), GroupChecks.time(query.at())))
        .toList();
  }

  /** The metric in which most of it shows. */
  private Optional<MetricRule> largest(List<Group> groups) {
    Map<String, Double> volumes = new LinkedHashMap<>();
    groups.forEach(group -> volumes.merge(group.metric(), group.traffic(), Double::sum));
    return volumes.entrySet().stream()
        .max(Comparator.comparingDouble(Map.Entry::getValue))
        .flatMap(
            entry ->
                pack.metrics().stream()
                    .filter(metric -> metric.name().equals(entry.getKey()))
                    .findFirst());
  }
}
