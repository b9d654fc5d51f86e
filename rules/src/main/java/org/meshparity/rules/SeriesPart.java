package org.meshparity.rules;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Series that tell of one part of a metric; what the parts tell is added up. A metric that one
 * generation splits by name and the other by label has a part for each name, and each part says
 * which labels its name stands for.
 *
 * @param names under which the same data may be found, e.g. an old and a documented name; at least
 *     one. For a histogram the base name, without {@code _bucket}
 * @param labels that the name stands for, by the side's own label names; they win over labels of
 *     the series
 * @param where which series of that name belong to the part, by the side's own labels
 */
public record SeriesPart(List<String> names, Map<String, String> labels, LabelMatchers where) {

  public SeriesPart {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("series must name at least one, was empty");
    }
    names = List.copyOf(names);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** All series of these names. */
  public static SeriesPart of(List<String> names) {
    return new SeriesPart(names, Map.of(), LabelMatchers.ALL);
  }

  /** Whether no series can belong to both: they ask one label for two values. */
  boolean apartFrom(SeriesPart other) {
    return where.matchers().stream()
        .filter(mine -> mine.op() == LabelMatchers.Op.EQUAL)
        .anyMatch(
            mine ->
                other.where.matchers().stream()
                    .anyMatch(
                        its ->
                            its.op() == LabelMatchers.Op.EQUAL
                                && its.label().equals(mine.label())
                                && !its.value().equals(mine.value())));
  }
}
