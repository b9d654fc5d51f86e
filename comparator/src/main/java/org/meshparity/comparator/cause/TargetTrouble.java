package org.meshparity.comparator.cause;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
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

  /** Whether both are about the same target. */
  private boolean isSame(TargetTrouble other) {
    return id.equals(other.id)
        && ofLegacy == other.ofLegacy
        && what.equals(other.what)
        && called.equals(other.called)
        && proved == other.proved
        && queries.equals(other.queries);
  }

  /** Adds what a target showed to what is known of it, or the target to those that are known. */
  static void add(List<TargetTrouble> known, TargetTrouble more) {
    for (int i = 0; i < known.size(); i++) {
      TargetTrouble one = known.get(i);
      if (one.isSame(more)) {
        Set<GroupName> all = new LinkedHashSet<>(one.shown);
        all.addAll(more.shown);
        known.set(
            i,
            new TargetTrouble(
                one.id, one.ofLegacy, one.what, all, one.called, one.proved, one.queries));
        return;
      }
    }
    known.add(more);
  }
}
