package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.MetricRule;
import org.meshparity.rules.SeriesPart;
import org.meshparity.rules.SeriesRules;

/**
 * One part of a metric on one side, and the series names in which it shows.
 *
 * @param nativeForm whether its histograms are samples themselves
 */
record MappedPart(MetricRule metric, SeriesRules rules, SeriesPart part, boolean nativeForm) {

  static List<MappedPart> of(List<MetricRule> metrics, boolean legacy, boolean natives) {
    List<MappedPart> parts = new ArrayList<>();
    for (MetricRule metric : metrics) {
      SeriesRules rules = legacy ? metric.legacy() : metric.candidate();
      boolean nativeForm = natives && rules.form() == SeriesRules.Form.NATIVE;
      rules.parts().forEach(part -> parts.add(new MappedPart(metric, rules, part, nativeForm)));
    }
    return parts;
  }

  boolean histogram() {
    return metric.type() == MetricRule.Type.HISTOGRAM && !nativeForm;
  }

  boolean counter() {
    return metric.type() == MetricRule.Type.COUNTER;
  }

  /** The series of a name without which nothing is counted. */
  String main(String name) {
    return counter() || nativeForm ? name : name + "_count";
  }

  /** Under every name. */
  List<String> mains() {
    return part.names().stream().map(this::main).toList();
  }

  /** Everything that is read under a name. */
  List<String> all(String name) {
    if (counter() || nativeForm) {
      return List.of(name);
    }
    return histogram()
        ? List.of(name + "_count", name + "_bucket", name + "_sum")
        : List.of(name + "_count", name + "_sum");
  }

  /** Everything that is read under any name. */
  Set<String> all() {
    Set<String> names = new LinkedHashSet<>();
    part.names().forEach(name -> names.addAll(all(name)));
    return names;
  }

  /** What a name would be called if it were of another type. */
  Set<String> disguises(String name) {
    String base = base(name);
    Set<String> names = new TreeSet<>(List.of(base, base + "_total", base + "_count"));
    names.addAll(List.of(base + "_bucket", base + "_sum"));
    names.removeAll(all(name));
    return names;
  }

  /** Without the ending that only counters have. */
  static String base(String name) {
    return name.endsWith("_total") ? name.substring(0, name.length() - 6) : name;
  }

  /** Which of a side's series belong to it. */
  LabelMatchers matchers(LabelMatchers selector) {
    return selector.and(part.where());
  }

  /** For people: every name under which it is looked for. */
  String shown() {
    return String.join(" or ", mains());
  }
}
