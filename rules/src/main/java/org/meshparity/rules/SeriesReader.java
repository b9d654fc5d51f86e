package org.meshparity.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Fraction;
import org.meshparity.rules.SeriesRules.Le;
import org.meshparity.rules.SeriesRules.Precision;
import org.meshparity.rules.SeriesRules.SumRule;
import org.meshparity.rules.SeriesRules.Ties;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads how one side tells of a metric.
 *
 * @param type decides which keys make sense
 */
record SeriesReader(MetricRule.Type type) {

  static final List<String> KEYS =
      List.of("series", "factor", "lag", "le", "ties", "edges", "precision", "sum");

  private static final List<String> HISTOGRAM_KEYS =
      List.of("le", "ties", "edges", "precision", "sum");

  SeriesRules read(Section section, SideReader side, Set<String> earlier) {
    MetricReader.onlyForHistograms(section, type, HISTOGRAM_KEYS);
    List<String> series = section.requiredList("series", Kind.unique(this::base, earlier));
    return new SeriesRules(
        series.isEmpty() ? List.of("none") : series,
        section.optional("factor", Kind.POSITIVE).orElse(BigDecimal.ONE),
        lag(section, side),
        section.optional("le", Kind.word(Le.class)).orElse(Le.INCLUDES),
        section.optional("ties", Kind.word(Ties.class)).orElse(Ties.POSSIBLE),
        edges(section),
        precision(section),
        sum(section));
  }

  private String base(ScalarNode node) {
    String name = Kind.SERIES.read(node);
    boolean part = name.endsWith("_bucket") || name.endsWith("_sum") || name.endsWith("_count");
    if (type == MetricRule.Type.HISTOGRAM && part) {
      throw new IllegalArgumentException(
          "must be the histogram's name without _bucket or the like");
    }
    return name;
  }

  /** There is no safe default: a lag that is too short makes false alarms. */
  private static Duration lag(Section section, SideReader side) {
    if (side.lag().isEmpty()) {
      return section.required("lag", Kind.DURATION, Duration.ZERO);
    }
    return section.optional("lag", Kind.DURATION).orElse(side.lag().get());
  }

  private static Map<BigDecimal, BigDecimal> edges(Section section) {
    TreeMap<BigDecimal, BigDecimal> edges = new TreeMap<>();
    section.entries(
        "edges",
        (key, value) -> {
          String place = section.place("edges");
          Optional<BigDecimal> bound = section.scalar(key, place + " has a key that", Kind.BOUND);
          Optional<BigDecimal> edge =
              section.scalar(value, place + "." + key.getValue(), Kind.NUMBER);
          if (bound.isPresent() && edge.isPresent()) {
            boolean twice = edges.put(bound.get(), edge.get()) != null;
            section.faultIf(twice, "edges", "must not name the bound " + bound.get() + " twice");
          }
        });
    BigDecimal last = null;
    for (BigDecimal edge : edges.values()) {
      boolean falls = last != null && edge.compareTo(last) < 0;
      section.faultIf(
          falls, "edges", "must not fall from one bound to the next, " + edge + " does");
      last = edge;
    }
    return edges;
  }

  private static Precision precision(Section section) {
    return section
        .section("precision", List.of("below", "above"))
        .map(
            precision ->
                new Precision(
                    precision.required("below", Kind.NOT_NEGATIVE, BigDecimal.ZERO),
                    precision.required("above", Kind.NOT_NEGATIVE, BigDecimal.ZERO)))
        .orElse(Precision.EXACT);
  }

  private static SumRule sum(Section section) {
    if (!section.has("sum") || section.isScalar("sum")) {
      section.optional("sum", Kind.only("exact"));
      return SumRule.EXACT;
    }
    Section sum = section.requiredSection("sum", List.of("from", "to", "below"));
    Fraction from = sum.required("from", Kind.FRACTION, Fraction.ONE);
    Fraction to = sum.required("to", Kind.FRACTION, from);
    boolean falls = from.compareTo(to) > 0;
    sum.faultIf(falls, "to", "must be at least from");
    return new SumRule(
        from,
        falls ? from : to,
        sum.section("below", List.of("bound", "add")).map(SeriesReader::below));
  }

  private static Below below(Section below) {
    return new Below(
        below.required("bound", Kind.POSITIVE, BigDecimal.ONE),
        below.required("add", Kind.NOT_NEGATIVE, BigDecimal.ZERO));
  }
}
