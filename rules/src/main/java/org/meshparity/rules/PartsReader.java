package org.meshparity.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads which series tell of the metrics of one side. A series that is counted twice makes a gap of
 * nothing, or hides one: each may stand once, unless it is said which of its series belong where.
 */
final class PartsReader {

  private static final List<String> KEYS = List.of("series", "labels", "where");
  private static final List<SeriesPart> NONE = List.of(SeriesPart.of(List.of("none")));

  /** By name, every part so far that reads it, of this metric and of earlier ones. */
  private final Map<String, List<SeriesPart>> earlier = new HashMap<>();

  List<SeriesPart> read(Section side, MetricRule.Type type) {
    boolean several = side.has("parts");
    side.faultIf(several && side.has("series"), "series", "must be left out where there are parts");
    side.faultIf(several && side.has("where"), "where", "must be said for each part");
    if (!several) {
      return read(side, type, Map.of()).map(List::of).orElse(NONE);
    }
    List<SeriesPart> parts = new ArrayList<>();
    for (Section part : side.sections("parts", KEYS)) {
      read(part, type, labels(part)).ifPresent(parts::add);
    }
    return parts.isEmpty() ? NONE : parts;
  }

  private Optional<SeriesPart> read(
      Section section, MetricRule.Type type, Map<String, String> labels) {
    List<String> names = section.requiredList("series", node -> base(type, node));
    LabelMatchers where =
        section.optional("where", Kind.SERIES_CONDITION).orElse(LabelMatchers.ALL);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    SeriesPart part = new SeriesPart(names, labels, where);
    for (String name : names) {
      List<SeriesPart> others = earlier.computeIfAbsent(name, n -> new ArrayList<>());
      if (!others.stream().allMatch(part::apartFrom)) {
        section.fault(
            "series",
            "must not name "
                + name
                + " twice on one side, unless where asks one label for different values");
      }
      others.add(part);
    }
    return Optional.of(part);
  }

  private static String base(MetricRule.Type type, ScalarNode node) {
    String name = Kind.SERIES.read(node);
    boolean part = name.endsWith("_bucket") || name.endsWith("_sum") || name.endsWith("_count");
    if (type != MetricRule.Type.COUNTER && part) {
      throw new IllegalArgumentException(
          "must be the histogram's name without _bucket or the like");
    }
    return name;
  }

  private static Map<String, String> labels(Section part) {
    Map<String, String> labels = new LinkedHashMap<>();
    part.entries(
        "labels",
        (key, value) ->
            part.scalar(key, part.place("labels") + " has a key that", Kind.LABEL)
                .ifPresent(
                    name ->
                        part.scalar(value, part.place("labels") + "." + name, Kind.TEXT)
                            .ifPresent(text -> labels.put(name, text))));
    return labels;
  }
}
