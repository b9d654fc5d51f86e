package org.meshparity.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Form;
import org.meshparity.rules.SeriesRules.Fraction;
import org.meshparity.rules.SeriesRules.Le;
import org.meshparity.rules.SeriesRules.Precision;
import org.meshparity.rules.SeriesRules.SumRule;
import org.meshparity.rules.SeriesRules.Ties;

/**
 * Reads how one side tells of a metric.
 *
 * @param type decides which keys make sense
 */
record SeriesReader(MetricRule.Type type) {

  static final List<String> KEYS =
      List.of(
          "series",
          "where",
          "parts",
          "factor",
          "lag",
          "buckets",
          "le",
          "ties",
          "edges",
          "precision",
          "sum");

  private static final List<String> BUCKET_KEYS =
      List.of("buckets", "le", "ties", "edges", "precision");

  SeriesRules read(Section section, SideReader side, PartsReader parts) {
    MetricReader.onlyForHistograms(section, type, BUCKET_KEYS);
    section.faultIf(
        type == MetricRule.Type.COUNTER && section.has("sum"),
        "sum",
        "must be left out, a counter has none");
    Form form = section.optional("buckets", Kind.word(Form.class)).orElse(Form.CLASSIC);
    onlyForClassic(section, form);
    return new SeriesRules(
        parts.read(section, type),
        section.optional("factor", Kind.POSITIVE).orElse(BigDecimal.ONE),
        lag(section, side),
        form,
        section.optional("le", Kind.word(Le.class)).orElse(Le.INCLUDES),
        section.optional("ties", Kind.word(Ties.class)).orElse(Ties.POSSIBLE),
        edges(section),
        precision(section),
        sum(section));
  }

  /** A native bucket holds its upper bound, and its bounds are the ones that it counts up to. */
  private static void onlyForClassic(Section section, Form form) {
    for (String key : List.of("le", "edges")) {
      section.faultIf(
          form == Form.NATIVE && section.has(key),
          key,
          "must be left out, a native histogram says where its buckets end");
    }
  }

  /** There is no safe default: a lag that is too short makes false alarms. */
  private static Duration lag(Section section, SideReader side) {
    if (side.lag().isEmpty()) {
      return section.required("lag", Kind.DURATION, Duration.ZERO);
    }
    return section.optional("lag", Kind.DURATION).orElse(side.lag().get());
  }

  private static Map<BigDecimal, BigDecimal> edges(Section section) {
    return ascending(section, "edges", Kind.BOUND, Kind.NUMBER);
  }

  /** Numbers by bounds, neither of which falls. */
  private static Map<BigDecimal, BigDecimal> ascending(
      Section section, String name, Kind<BigDecimal> bounds, Kind<BigDecimal> values) {
    TreeMap<BigDecimal, BigDecimal> read = new TreeMap<>();
    section.entries(
        name,
        (key, value) -> {
          String place = section.place(name);
          Optional<BigDecimal> bound = section.scalar(key, place + " has a key that", bounds);
          Optional<BigDecimal> number = section.scalar(value, place + "." + key.getValue(), values);
          if (bound.isPresent() && number.isPresent()) {
            boolean twice = read.put(bound.get(), number.get()) != null;
            section.faultIf(twice, name, "must not name the bound " + bound.get() + " twice");
          }
        });
    BigDecimal last = null;
    for (BigDecimal number : read.values()) {
      boolean falls = last != null && number.compareTo(last) < 0;
      section.faultIf(falls, name, "must not fall from one bound to the next, " + number + " does");
      last = number;
    }
    return read;
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
    Section sum = section.requiredSection("sum", List.of("from", "to", "below", "bins"));
    Fraction from = sum.required("from", Kind.FRACTION, Fraction.ONE);
    Fraction to = sum.required("to", Kind.FRACTION, from);
    boolean falls = from.compareTo(to) > 0;
    sum.faultIf(falls, "to", "must be at least from");
    return new SumRule(
        from,
        falls ? from : to,
        sum.section("below", List.of("bound", "add")).map(SeriesReader::below),
        ascending(sum, "bins", Kind.POSITIVE_BOUND, Kind.POSITIVE));
  }

  private static Below below(Section below) {
    return new Below(
        below.required("bound", Kind.POSITIVE, BigDecimal.ONE),
        below.required("add", Kind.NOT_NEGATIVE, BigDecimal.ZERO));
  }
}
