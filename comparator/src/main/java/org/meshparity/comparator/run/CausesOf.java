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
import org.meshparity.comparator.verdict.Verdict;
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

  List<Report.Cause> of(List<CauseFound> found, List<Report.Check> checks, double traffic) {
    Set<Concerned> concerned = concerned(checks);
    List<Report.Cause> causes = new ArrayList<>();
    for (CauseFound cause : found) {
      List<Group> open =
          cause.groups().stream()
              .filter(group -> concerned.contains(new Concerned(group.metric(), group.labels())))
              .toList();
      if (!open.isEmpty()) {
        causes.add(written(cause, open, traffic));
      }
    }
    return causes;
  }

  /**
   * A group of a metric with a gap that no known difference explains, or with a claim undecided.
   */
  private record Concerned(String metric, Map<String, String> group) {}

  private static Set<Concerned> concerned(List<Report.Check> checks) {
    Set<Concerned> open = new HashSet<>();
    for (Report.Check check : checks) {
      boolean gap = check.verdict().isGap() && check.explainedBy() == null;
      if (gap || check.verdict() == Verdict.UNDECIDABLE) {
        open.add(new Concerned(check.metric(), check.group()));
      }
    }
    return open;
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
        .map(query -> new Report.Evidence(query.side(), query.promql(), ChecksOf.time(query.at())))
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
