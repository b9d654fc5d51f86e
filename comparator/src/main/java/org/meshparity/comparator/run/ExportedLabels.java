package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import org.meshparity.rules.PromqlName;

/**
 * Labels that the scraper renamed because its targets have one of the same name ({@code
 * honor_labels: false}): the pack then reads what the target is called instead of what the series
 * said. Series with such labels are read once more by what they said.
 */
final class ExportedLabels {

  private static final String PREFIX = "exported_";

  private final SideRun side;
  private final Odd odd;

  ExportedLabels(SideRun side, Odd odd) {
    this.side = side;
    this.odd = odd;
  }

  List<Elsewhere> found() throws SourceUnavailable {
    List<MetricRule> metrics = odd.metrics(odd.shortOn(side.isLegacy()));
    if (metrics.isEmpty()) {
      return List.of();
    }
    List<SideRun.Name> names = new CountSeries(side, metrics.get(0)).names();
    if (names.isEmpty()) {
      return List.of(); // native histograms have no series for their count
    }
    SideRun.Name name = names.get(0);
    Set<String> exported = there(name);
    if (exported.isEmpty()) {
      return List.of();
    }
    List<CauseQuery> queries = new ArrayList<>();
    if (side.source() instanceof QuerySource) {
      long at = odd.window().end() - side.offset();
      exported.forEach(
          label ->
              queries.add(new CauseQuery(side.word(), by(label) + recent(name, has(label)), at)));
    }
    return List.of(elsewhere(metrics, exported, queries));
  }

  /** Labels of the identity that were renamed; of a server all are asked for at once. */
  private Set<String> there(SideRun.Name name) throws SourceUnavailable {
    Set<String> exported = new TreeSet<>();
    long at = odd.window().end();
    if (side.source() instanceof QuerySource) {
      new PartedQuery(side, at, (labels, on) -> ask(name, labels, on, at, exported))
          .ask(side.identity().sourceLabels());
      return exported;
    }
    for (String label : side.identity().sourceLabels()) {
      LabelMatchers which = side.selector().and(has(label));
      side.samples(name.series(), which, at - look(), at, found -> exported.add(label));
    }
    return exported;
  }

  private void ask(
      SideRun.Name name, List<String> labels, LabelMatchers on, long at, Set<String> exported)
      throws SourceUnavailable {
    List<String> counts = new ArrayList<>();
    Map<String, String> asked = new TreeMap<>();
    for (int i = 0; i < labels.size(); i++) {
      asked.put("" + i, labels.get(i));
      String count = "count" + recent(name, has(labels.get(i)).and(on));
      counts.add("label_replace(" + count + ", \"asked\", \"" + i + "\", \"\", \"\")");
    }
    side.query(
        String.join(" or ", counts),
        at,
        (found, n) -> {
          String label = asked.get(found.get("asked"));
          if (label != null) {
            exported.add(label);
          }
        });
  }

  private long look() {
    return 2 * side.interval() + 1000;
  }

  private String recent(SideRun.Name name, LabelMatchers some) {
    LabelMatchers which = side.selector().and(some);
    return "(last_over_time(" + PromqlName.selector(name.series(), which) + "[" + look() + "ms]))";
  }

  private static String by(String label) {
    return "count by (" + PromqlName.label(PREFIX + label) + ", " + PromqlName.label(label) + ") ";
  }

  private static LabelMatchers has(String label) {
    return new LabelMatchers(List.of(new Matcher(PREFIX + label, Op.NOT_EQUAL, "")));
  }

  private Elsewhere elsewhere(
      List<MetricRule> metrics, Set<String> exported, List<CauseQuery> queries)
      throws SourceUnavailable {
    List<Counted> meant = new ArrayList<>();
    List<Counted> read = new ArrayList<>();
    for (MetricRule metric : metrics) {
      CountSeries series = new CountSeries(side, metric);
      RawMetric asMeant = series.collector();
      RawMetric asRead = series.collector();
      series.read(
          has(exported.iterator().next()),
          (named, found) -> {
            asRead.add(named, Part.COUNTER, found);
            asMeant.add(named, Part.COUNTER, meant(found, exported));
          });
      asRead.noteRestarts();
      asMeant.noteRestarts();
      read.addAll(odd.counts(metric, CountSeries.rules(side, metric), asRead.groups()));
      meant.addAll(odd.counts(metric, CountSeries.rules(side, metric), asMeant.groups()));
    }
    String labels =
        exported.stream().map(label -> PREFIX + label).collect(Collectors.joining(", "));
    return new Elsewhere(
        "exported-labels",
        side.word()
            + " has "
            + labels
            + ": the scraper's own labels stand in the place of what the series said",
        side.isLegacy(),
        meant,
        read,
        List.of(
            "set honor_labels: true for that job, or say in the pack, under labels: "
                + exported.stream()
                    .map(label -> snippet(label))
                    .collect(Collectors.joining(" and "))),
        queries);
  }

  private String snippet(String label) {
    String meant =
        side.identity().labels().stream()
            .filter(one -> side.identity().reading(one).sources().contains(label))
            .findFirst()
            .orElse(label);
    return "- {label: " + meant + ", " + side.word() + ": {from: " + PREFIX + label + "}}";
  }

  /**
   * By what they said; the target's own labels tell no more whose they are, but its address does.
   */
  private static RawSeries meant(RawSeries found, Set<String> exported) {
    Map<String, String> labels = found.labels().toMap();
    for (String label : exported) {
      String said = labels.get(PREFIX + label);
      boolean ofTarget = label.equals("instance") || label.equals("job") || label.equals("cluster");
      if (said != null && !ofTarget) {
        labels.put(label, said);
      }
    }
    return found.withLabels(Labels.of(labels));
  }
}
