package org.meshparity.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.meshparity.rules.LabelRule.Fixed;
import org.meshparity.rules.LabelRule.Reading;
import org.meshparity.rules.LabelStep.LowerCase;
import org.meshparity.rules.LabelStep.MapValues;
import org.meshparity.rules.LabelStep.Rewrite;
import org.meshparity.rules.LabelStep.StripPort;
import org.meshparity.rules.LabelStep.StripPrefix;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads how label values become equal. One entry may stand for several labels. */
final class LabelReader {

  static final List<String> KEYS = List.of("label", "releases", "both", "legacy", "candidate");

  private static final List<String> READING_KEYS =
      List.of(
          "from", "join", "strip-prefix", "strip", "case", "regex", "values", "otherwise", "set");

  private final Kind<String> label;
  private final Map<String, List<Optional<Releases>>> earlier = new HashMap<>();

  LabelReader(List<String> identity) {
    this.label =
        Kind.reference(Kind.LABEL, new LinkedHashSet<>(identity), "a label of the identity");
  }

  /** The rules of one entry, one for each of its labels. */
  Stream<LabelRule> read(Section rule) {
    Optional<Releases> releases = rule.optional("releases", Kind.RELEASES);
    List<String> labels = rule.requiredList("label", node -> once(node, releases));
    boolean both = rule.has("both");
    boolean apart = rule.has("legacy") || rule.has("candidate");
    rule.faultIf(both && apart, "both", "must stand alone, without legacy and candidate");
    rule.faultIf(!both && !apart, "label", "must be followed by both, legacy or candidate");
    List<Reading> legacy = readings(rule, both ? "both" : "legacy", labels);
    List<Reading> candidate = both ? legacy : readings(rule, "candidate", labels);
    List<LabelRule> rules = new ArrayList<>();
    for (int i = 0; i < Math.min(legacy.size(), candidate.size()); i++) {
      rules.add(new LabelRule(labels.get(i), legacy.get(i), candidate.get(i)));
    }
    return rules.stream();
  }

  /** Once without releases, and once for each release. */
  private String once(ScalarNode node, Optional<Releases> releases) {
    String name = label.read(node);
    for (Optional<Releases> other : earlier.computeIfAbsent(name, n -> new ArrayList<>())) {
      if (other.isPresent() == releases.isPresent()
          && (other.isEmpty() || other.get().overlaps(releases.orElseThrow()))) {
        throw new IllegalArgumentException("must not stand twice");
      }
    }
    earlier.computeIfAbsent(name, n -> new ArrayList<>()).add(releases);
    return name;
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
    reading.faultIf(
        reading.has("from") && reading.has("join"), "join", "must stand alone, without from");
    reading.faultIf(
        reading.has("join") && labels.size() > 1, "join", "must be said for each label apart");
    List<LabelStep> steps = steps(reading);
    List<Fixed> fixed =
        reading.sectionOrSections("set", List.of("to", "when")).stream()
            .map(LabelReader::fixed)
            .toList();
    Optional<String> from = reading.optional("from", Kind.LABEL);
    Optional<Section> join = reading.section("join", List.of("labels", "with"));
    if (join.isPresent()) {
      List<String> sources = join.get().requiredList("labels", Kind.LABEL);
      String with = join.get().required("with", Kind.VALUE, "");
      join.get().faultIf(sources.size() < 2, "labels", "must name two or more");
      return sources.isEmpty() ? List.of() : List.of(new Reading(sources, with, steps, fixed));
    }
    return labels.stream()
        .map(name -> new Reading(List.of(from.orElse(name)), "", steps, fixed))
        .toList();
  }

  private static Fixed fixed(Section set) {
    return new Fixed(
        set.optional("when", Kind.SERIES_CONDITION).orElse(LabelMatchers.ALL),
        set.required("to", Kind.VALUE, ""));
  }

  /** In this order, whatever the order in the file: a mapping has none. */
  private static List<LabelStep> steps(Section reading) {
    List<LabelStep> steps = new ArrayList<>();
    reading.optional("strip-prefix", Kind.TEXT).map(StripPrefix::new).ifPresent(steps::add);
    reading.optional("strip", Kind.only("port")).map(port -> new StripPort()).ifPresent(steps::add);
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
    Optional<String> otherwise = reading.optional("otherwise", Kind.TEXT);
    reading.faultIf(
        otherwise.isPresent() && values.isEmpty(), "otherwise", "must follow on values");
    if (!values.isEmpty()) {
      steps.add(new MapValues(values, otherwise));
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
