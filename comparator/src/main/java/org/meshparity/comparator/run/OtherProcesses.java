package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.cause.Counted;
import org.meshparity.comparator.cause.Elsewhere;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.PromqlName;

/**
 * Processes that the other side scrapes and this one does not. Only where both sides are exposed by
 * the same processes can that be told: where at least half of the hosts of the side that has fewer
 * are hosts of the other as well. What the other side counted on them is then what this one lacks.
 */
final class OtherProcesses {

  private static final int MOST = 50;

  private final SideRun side;
  private final SideRun other;
  private final Odd odd;

  OtherProcesses(SideRun side, SideRun other, Odd odd) {
    this.side = side;
    this.other = other;
    this.odd = odd;
  }

  List<Elsewhere> found() throws SourceUnavailable {
    Map<String, Boolean> own = hosts(side);
    Map<String, Boolean> others = hosts(other);
    long both = own.keySet().stream().filter(others::containsKey).count();
    List<MetricRule> metrics = odd.metrics(odd.shortOn(side.isLegacy()));
    if (metrics.isEmpty() || both == 0 || 2 * both < Math.min(own.size(), others.size())) {
      return List.of();
    }
    List<Elsewhere> found = new ArrayList<>();
    for (boolean never : List.of(true, false)) {
      Set<String> lacking = new TreeSet<>();
      others.forEach(
          (host, answers) -> {
            boolean target = own.containsKey(host);
            boolean silent = target && !own.getOrDefault(host, true);
            if (answers && (never ? silent : !target)) {
              lacking.add(host);
            }
          });
      if (!lacking.isEmpty() && lacking.size() <= MOST) {
        found.add(elsewhere(never, lacking, metrics));
      }
    }
    return found;
  }

  /** Hosts of a side, and whether any target on them ever answered. */
  private static Map<String, Boolean> hosts(SideRun side) {
    Map<String, Boolean> hosts = new TreeMap<>();
    side.targets()
        .forEach(
            (target, timeline) ->
                hosts.merge(host(target.instance()), timeline.size() > 0, Boolean::logicalOr));
    return hosts;
  }

  /** Without a port, which may be another for each side. */
  private static String host(String instance) {
    int colon = instance.lastIndexOf(':');
    boolean port = colon > 0 && instance.substring(colon + 1).matches("[0-9]{1,5}");
    boolean bareV6 = colon > 0 && instance.indexOf(':') != colon && !instance.contains("]");
    return port && !bareV6 ? instance.substring(0, colon) : instance;
  }

  private Elsewhere elsewhere(boolean never, Set<String> lacking, List<MetricRule> metrics)
      throws SourceUnavailable {
    Set<String> instances = new TreeSet<>();
    other
        .targets()
        .forEach(
            (target, timeline) -> {
              if (lacking.contains(host(target.instance()))) {
                instances.add(target.instance());
              }
            });
    LabelMatchers which = TargetTroubles.instances(List.copyOf(instances));
    List<Counted> counts = new ArrayList<>();
    for (MetricRule metric : metrics) {
      counts.addAll(
          odd.counts(
              metric,
              CountSeries.rules(other, metric),
              new HashMap<>(new CountSeries(other, metric).groups(which))));
    }
    String some = lacking.stream().limit(3).reduce((a, b) -> a + ", " + b).orElse("");
    String more = lacking.size() > 3 ? " and " + (lacking.size() - 3) + " more" : "";
    String title =
        never
            ? side.word()
                + " never scraped "
                + some
                + more
                + " with success, "
                + other.word()
                + " did"
            : side.word() + " has no target for " + some + more + ", " + other.word() + " has";
    return new Elsewhere(
        never ? "never-scraped" : "target-missing",
        title,
        side.isLegacy(),
        counts,
        List.of(),
        List.of(
            other.word()
                + " scrapes "
                + instances.stream().limit(10).collect(Collectors.joining(", "))),
        queries(which));
  }

  private List<CauseQuery> queries(LabelMatchers which) {
    List<CauseQuery> queries = new ArrayList<>();
    for (SideRun one : List.of(side, other)) {
      if (one.source() instanceof QuerySource) {
        LabelMatchers matchers =
            one == other ? one.targetMatchers().and(which) : one.targetMatchers();
        String up = PromqlName.selector("up", matchers);
        queries.add(
            new CauseQuery(
                one.word(),
                "count by (instance) (last_over_time(" + up + "[" + odd.window().length() + "ms]))",
                odd.window().end() - one.offset()));
      }
    }
    return queries;
  }
}
