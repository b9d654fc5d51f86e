package org.meshparity.comparator.cause;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A target of one side of which some part of the window was not seen.
 *
 * @param id {@code target-down}, {@code target-missing}, {@code never-scraped} or {@code
 *     series-expired}
 * @param ofLegacy whose target it is
 * @param what one sentence
 * @param shown groups that its samples show; empty if none ever did
 * @param called the target's label values, by which it can be known whose it is
 * @param proved whether the samples prove that these groups are affected
 * @param queries what shows it
 */
public record TargetTrouble(
    String id,
    boolean ofLegacy,
    String what,
    Set<GroupName> shown,
    Set<String> called,
    boolean proved,
    List<CauseQuery> queries) {

  public TargetTrouble {
    shown = inOrder(shown);
    called = inOrder(called);
    queries = List.copyOf(queries);
  }

  /** A shard's file must be the same wherever it is written. */
  private static <T> Set<T> inOrder(Set<T> any) {
    return any.stream()
        .sorted(Comparator.comparing(String::valueOf))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
  }

  /** What is said of one target more than once, as one. */
  static List<TargetTrouble> together(List<TargetTrouble> any) {
    Map<TargetTrouble, Set<GroupName>> shown = new LinkedHashMap<>();
    for (TargetTrouble one : any) {
      shown.computeIfAbsent(one.showing(Set.of()), same -> new LinkedHashSet<>()).addAll(one.shown);
    }
    return shown.entrySet().stream().map(one -> one.getKey().showing(one.getValue())).toList();
  }

  private TargetTrouble showing(Set<GroupName> groups) {
    return new TargetTrouble(id, ofLegacy, what, groups, called, proved, queries);
  }
}
