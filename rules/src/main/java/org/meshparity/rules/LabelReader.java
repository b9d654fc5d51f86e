package org.meshparity.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.meshparity.rules.LabelRule.Reading;
import org.meshparity.rules.LabelStep.LowerCase;
import org.meshparity.rules.LabelStep.MapValues;
import org.meshparity.rules.LabelStep.Rewrite;
import org.meshparity.rules.LabelStep.StripPrefix;

/** Reads how label values become equal. One entry may stand for several labels. */
final class LabelReader {

  static final List<String> KEYS = List.of("label", "both", "legacy", "candidate");

  private static final List<String> READING_KEYS =
      List.of("from", "strip-prefix", "case", "regex", "values");

  private final Kind<String> label;

  LabelReader(List<String> identity) {
    Set<String> earlier = new HashSet<>();
    this.label =
        Kind.unique(
            Kind.reference(Kind.LABEL, new LinkedHashSet<>(identity), "a label of the identity"),
            earlier);
  }

  Stream<LabelRule> read(Section rule) {
    List<String> labels = rule.requiredList("label", label);
    boolean both = rule.has("both");
    boolean apart = rule.has("legacy") || rule.has("candidate");
    rule.faultIf(both && apart, "both", "must stand alone, without legacy and candidate");
    rule.faultIf(!both && !apart, "label", "must be followed by both, legacy or candidate");
    List<Reading> legacy = readings(rule, both ? "both" : "legacy", labels);
    List<Reading> candidate = both ? legacy : readings(rule, "candidate", labels);
    List<LabelRule> rules = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      rules.add(new LabelRule(labels.get(i), legacy.get(i), candidate.get(i)));
    }
    return rules.stream();
  }

  /** One reading for each label, which differ in the name alone. */
  private static List<Reading> readings(Section rule, String side, List<String> labels) {
    return rule.section(side, READING_KEYS)
        .map(reading -> readings(reading, labels))
        .orElseGet(() -> labels.stream().map(Reading::unchanged).toList());
  }

  private static List<Reading> readings(Section reading, List<String> labels) {
    reading.faultIf(
        reading.has("from") && labels.size() > 1, "from", "must be said for each label apart");
    List<LabelStep> steps = steps(reading);
    var from = reading.optional("from", Kind.LABEL);
    return labels.stream().map(name -> new Reading(from.orElse(name), steps)).toList();
  }

  /** In this order, whatever the order in the file: a mapping has none. */
  private static List<LabelStep> steps(Section reading) {
    List<LabelStep> steps = new ArrayList<>();
    reading.optional("strip-prefix", Kind.TEXT).map(StripPrefix::new).ifPresent(steps::add);
    reading
        .optional("case", Kind.only("lower"))
        .map(lower -> new LowerCase())
        .ifPresent(steps::add);
    reading.section("regex", List.of("match", "replace")).ifPresent(r -> regex(r, steps));
    Map<String, String> values = new LinkedHashMap<>();
    reading.entries(
        "values",
        (key, value) ->
            reading
                .scalar(value, reading.place("values") + "." + key.getValue(), Kind.VALUE)
                .ifPresent(to -> values.put(key.getValue(), to)));
    if (!values.isEmpty()) {
      steps.add(new MapValues(values));
    }
    return steps;
  }

  private static void regex(Section regex, List<LabelStep> steps) {
    regex.requireKey("match");
    regex.requireKey("replace");
    regex
        .optional("match", Kind.REGEX)
        .flatMap(
            match -> regex.optional("replace", node -> new Rewrite(match, Kind.VALUE.read(node))))
        .ifPresent(steps::add);
  }
}
