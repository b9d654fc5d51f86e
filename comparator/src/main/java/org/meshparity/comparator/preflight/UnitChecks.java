package org.meshparity.comparator.preflight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.comparator.preflight.FindingsOf.Said;
import org.meshparity.comparator.preflight.PreflightFinding.Kind;
import org.meshparity.comparator.preflight.PreflightFinding.Level;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.verdict.Numbers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesRules;

/**
 * Hints that a side's unit is not the declared one: what its name says, and means that are a
 * thousand times apart. Hints only: a name can be wrong, and a mean can really differ.
 */
final class UnitChecks {

  private static final double LEAST = 400;
  private static final double MOST = 2500;

  /** How many of the base unit one is, by kind. */
  private record Unit(String kind, BigDecimal size) {}

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          unit("nanoseconds", "time", "0.000000001"),
          unit("microseconds", "time", "0.000001"),
          unit("milliseconds", "time", "0.001"),
          unit("seconds", "time", "1"),
          unit("minutes", "time", "60"),
          unit("hours", "time", "3600"),
          unit("bytes", "size", "1"),
          unit("kilobytes", "size", "1000"),
          unit("kibibytes", "size", "1024"),
          unit("megabytes", "size", "1000000"),
          unit("mebibytes", "size", "1048576"));

  private final FindingsOf findings;
  private final long end;

  UnitChecks(FindingsOf findings, long end) {
    this.findings = findings;
    this.end = end;
  }

  private static Map.Entry<String, Unit> unit(String name, String kind, String size) {
    return Map.entry(name, new Unit(kind, new BigDecimal(size)));
  }

  /** What the names of a metric's series say, against the factor. */
  void names(PreflightSide side, MetricRule metric, SeriesRules rules) {
    Unit wanted = UNITS.get(metric.unit());
    for (String name : rules.series()) {
      String word = lastWord(name);
      Unit own = UNITS.get(word);
      if (wanted == null || own == null || !own.kind().equals(wanted.kind())) {
        continue;
      }
      // own = factor x wanted, without dividing
      if (rules.factor().multiply(wanted.size()).compareTo(own.size()) != 0) {
        findings.add(
            side,
            Level.DOUBT,
            Kind.UNIT_FACTOR,
            List.of(metric.name()),
            List.of(name),
            new Said(
                name
                    + " ends in "
                    + word
                    + " and is multiplied by "
                    + rules.factor().toPlainString()
                    + ", which does not make "
                    + metric.unit(),
                "correct factor or unit in the pack"),
            "",
            end);
      }
    }
  }

  private static String lastWord(String name) {
    String base = MappedPart.base(name);
    return base.substring(Math.max(base.lastIndexOf('_'), base.lastIndexOf('.')) + 1);
  }

  /** All that was ever counted, summed up: one query for a side. */
  static Map<String, Double> sums(PreflightSide side, List<MappedPart> parts, Lookup lookup)
      throws SourceUnavailable {
    Set<String> names = new TreeSet<>();
    for (MappedPart part : parts) {
      if (!part.counter() && !part.nativeForm()) {
        part.part().names().forEach(name -> names.addAll(List.of(name + "_sum", name + "_count")));
      }
    }
    return lookup.sums(names, side.selector());
  }

  /** Means that are about a thousand times apart although both are read in one unit. */
  void means(MetricRule metric, Map<String, Double> legacy, Map<String, Double> candidate) {
    Optional<Double> one = mean(metric.legacy(), legacy);
    Optional<Double> two = mean(metric.candidate(), candidate);
    if (one.isEmpty() || two.isEmpty()) {
      return;
    }
    double ratio = one.get() > two.get() ? one.get() / two.get() : two.get() / one.get();
    if (ratio >= LEAST && ratio <= MOST) {
      findings.add(
          new PreflightFinding(
              Kind.UNIT_MEAN,
              Level.DOUBT,
              null,
              List.of(metric.name()),
              List.of(),
              "the mean since the processes' start is about "
                  + shown(one.get())
                  + " on the legacy"
                  + " side and "
                  + shown(two.get())
                  + " "
                  + metric.unit()
                  + " on the candidate's,"
                  + " about a thousand times apart",
              "check the factor of both sides in the pack against what the processes measure in",
              null,
              null));
    }
  }

  private static Optional<Double> mean(SeriesRules rules, Map<String, Double> sums) {
    double sum = 0;
    double count = 0;
    for (String name : new ArrayList<>(rules.series())) {
      sum += sums.getOrDefault(name + "_sum", 0.0);
      count += sums.getOrDefault(name + "_count", 0.0);
    }
    double mean = sum / count * rules.factor().doubleValue();
    return mean > 0 && !Double.isInfinite(mean) ? Optional.of(mean) : Optional.empty();
  }

  private static String shown(double value) {
    return Numbers.text(new BigDecimal(value).round(new MathContext(2)));
  }
}
