package org.meshparity.comparator.run;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meshparity.comparator.cause.CauseQuery;
import org.meshparity.comparator.cause.Counted;
import org.meshparity.comparator.cause.Elsewhere;
import org.meshparity.comparator.envelope.RawMetric;
import org.meshparity.comparator.envelope.RawMetric.Part;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;
import org.meshparity.rules.MetricRule;

/**
 * Series whose name ends in one that the pack knows and begins with something else: a dimension
 * that the exporter's page could not make a label of stands in the name then. They are looked for
 * where a side is short, and read as if they had their proper name.
 */
final class MangledNames {

  private static final int MOST_NAMES = 20;

  private final SideRun side;
  private final Odd odd;

  MangledNames(SideRun side, Odd odd) {
    this.side = side;
    this.odd = odd;
  }

  List<Elsewhere> found() throws SourceUnavailable {
    List<MetricRule> metrics = odd.metrics(odd.shortOn(side.isLegacy()));
    if (metrics.isEmpty()) {
      return List.of();
    }
    List<CauseQuery> queries = new ArrayList<>();
    Set<String> mangled = new TreeSet<>(names(metrics, queries));
    mangled.removeAll(known());
    return mangled.isEmpty() ? List.of() : List.of(elsewhere(metrics, mangled, queries));
  }

  private Set<String> names(List<MetricRule> metrics, List<CauseQuery> queries)
      throws SourceUnavailable {
    Set<String> proper = new TreeSet<>();
    metrics.forEach(
        metric -> new CountSeries(side, metric).names().forEach(n -> proper.add(n.series())));
    long at = odd.window().end() - side.offset();
    long look = 2 * side.interval() + 1000;
    if (!(side.source() instanceof QuerySource)) {
      return side.source().namesEndingIn(proper, side.selector(), at - look, at);
    }
    Set<String> names = new TreeSet<>();
    new PartedQuery(
            side,
            odd.window().end(),
            (some, on) ->
                side.query(
                    query(some, on, look),
                    odd.window().end(),
                    (labels, n) -> names.add(labels.get(Labels.NAME))))
        .ask(List.copyOf(proper));
    queries.add(new CauseQuery(side.word(), query(proper, LabelMatchers.ALL, look), at));
    return names;
  }

  /** Every name that the pack gives a meaning on either side. */
  private Set<String> known() {
    Set<String> known = new HashSet<>();
    for (MetricRule metric : odd.pack().metrics()) {
      SeriesNames.classic(metric, metric.legacy()).forEach(name -> known.add(name.series()));
      SeriesNames.classic(metric, metric.candidate()).forEach(name -> known.add(name.series()));
    }
    return known;
  }

  private String query(Collection<String> proper, LabelMatchers on, long look) {
    String any = proper.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    LabelMatchers which =
        new LabelMatchers(List.of(new Matcher(Labels.NAME, Op.REGEX, ".+(" + any + ")")))
            .and(side.selector())
            .and(on);
    return "count by (__name__) (last_over_time({" + which + "}[" + look + "ms]))";
  }

  private Elsewhere elsewhere(
      List<MetricRule> metrics, Set<String> mangled, List<CauseQuery> queries)
      throws SourceUnavailable {
    List<Counted> counts = new ArrayList<>();
    PartedSamples samples = new PartedSamples(side, new Splits(side, side.lately()));
    for (MetricRule metric : metrics) {
      CountSeries proper = new CountSeries(side, metric);
      RawMetric raw = proper.collector();
      boolean any = false;
      for (SideRun.Name name : proper.names()) {
        for (String other : mangled.stream().limit(MOST_NAMES).toList()) {
          if (other.endsWith(name.series())) {
            any = true;
            samples.read(
                other,
                side.selector(),
                found -> raw.add(name.named(), Part.COUNTER, apart(found, other)));
          }
        }
      }
      if (any) {
        raw.noteRestarts();
        counts.addAll(odd.counts(metric, CountSeries.rules(side, metric), raw.groups()));
      }
    }
    List<String> some = new ArrayList<>(mangled);
    return new Elsewhere(
        "mangled-name",
        side.word()
            + " has a label's value in the name of series, as in "
            + some.get(0)
            + (some.size() > 1 ? " and " + (some.size() - 1) + " more" : ""),
        side.isLegacy(),
        counts,
        List.of(),
        List.of(
            "the exporter does not know the dimension as a label; declare it there, and restart",
            "named so: " + some.stream().limit(10).collect(Collectors.joining(", "))),
        queries);
  }

  /** Two names may have the same labels; they are two series all the same. */
  private static RawSeries apart(RawSeries found, String name) {
    Map<String, String> labels = found.labels().toMap();
    labels.put("__mangled__", name);
    return found.withLabels(Labels.of(labels));
  }
}
