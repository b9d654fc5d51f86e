package org.meshparity.comparator.cause;

import java.util.List;
import java.util.Set;

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
    shown = Set.copyOf(shown);
    called = Set.copyOf(called);
    queries = List.copyOf(queries);
  }
}
