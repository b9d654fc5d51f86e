package org.meshparity.comparator.preflight;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.meshparity.comparator.preflight.Lookup.Present;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/**
 * Which of the mapped names one side shows, how many series of each, and with which bounds: one
 * query for all names that share their conditions.
 */
final class SideNames {

  private static final List<String> BY = List.of("le");

  private final Map<LabelMatchers, Map<String, Double>> counts = new LinkedHashMap<>();
  private final Map<String, Set<String>> bounds = new TreeMap<>();

  private SideNames() {}

  static SideNames read(PreflightSide side, List<MappedPart> parts, Lookup lookup)
      throws SourceUnavailable {
    Map<LabelMatchers, Set<String>> wanted = new LinkedHashMap<>();
    for (MappedPart part : parts) {
      wanted
          .computeIfAbsent(part.matchers(side.selector()), where -> new LinkedHashSet<>())
          .addAll(part.all());
    }
    SideNames names = new SideNames();
    for (Map.Entry<LabelMatchers, Set<String>> one : wanted.entrySet()) {
      Map<String, Double> found = new TreeMap<>();
      for (Present row : lookup.present(one.getValue(), one.getKey(), BY)) {
        found.merge(row.name(), row.count(), Double::sum);
        if (row.name().endsWith("_bucket")) {
          names
              .bounds
              .computeIfAbsent(row.name(), name -> new TreeSet<>())
              .add(row.labels().get("le"));
        }
      }
      names.counts.put(one.getKey(), found);
    }
    return names;
  }

  /** How many series of a part there are, those without which nothing is counted. */
  int count(PreflightSide side, MappedPart part) {
    double count = 0;
    for (String name : part.mains()) {
      count += of(side, part).getOrDefault(name, 0.0);
    }
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  /** How many series each name has that is there. */
  Map<String, Double> counts() {
    Map<String, Double> all = new TreeMap<>();
    counts.values().forEach(one -> one.forEach((name, n) -> all.merge(name, n, Double::sum)));
    return all;
  }

  /** Whether a series of a part is there. */
  boolean has(PreflightSide side, MappedPart part, String name) {
    return of(side, part).containsKey(name);
  }

  private Map<String, Double> of(PreflightSide side, MappedPart part) {
    return counts.getOrDefault(part.matchers(side.selector()), Map.of());
  }

  /** Every value of {@code le}, as it is written; empty if there is no such series. */
  Set<String> bounds(String bucketSeries) {
    return bounds.getOrDefault(bucketSeries, Set.of());
  }
}
