package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Part of the population has only one generation: all groups in which one side counted nothing,
 * while the other did, share conditions that no other group has.
 */
final class MixedRollout implements Causes.Detector {

  /** One against none may also be one that was lost; so many of them may not. */
  private static final double LEAST = 20;

  @Override
  public List<CauseFound> find(List<Group> unexplained, List<Group> all) {
    List<CauseFound> found = new ArrayList<>();
    found.addAll(onlyOn(true, unexplained, all));
    found.addAll(onlyOn(false, unexplained, all));
    return found;
  }

  private static List<CauseFound> onlyOn(boolean legacy, List<Group> unexplained, List<Group> all) {
    List<Group> lonely = unexplained.stream().filter(group -> isOnlyOn(legacy, group)).toList();
    List<Group> others =
        all.stream().filter(group -> !isOnlyOn(legacy, group) && group.traffic() > 0).toList();
    double counted =
        lonely.stream()
            .mapToDouble(group -> (legacy ? group.legacy() : group.candidate()).lower())
            .sum();
    if (counted < LEAST || others.isEmpty()) {
      return List.of();
    }
    Map<String, String> where = Conditions.telling(lonely, others);
    boolean apart = others.stream().noneMatch(group -> Conditions.satisfies(group, where));
    if (!apart || where.isEmpty()) {
      return List.of();
    }
    String has = legacy ? "legacy" : "candidate";
    String lacks = legacy ? "candidate" : "legacy";
    String title =
        "only the " + has + " metrics count in " + lonely.size() + " groups, all others have both";
    String evidence = "the " + lacks + " targets counted nothing in these groups in the window";
    return List.of(new CauseFound("mixed-rollout", title, true, where, lonely, List.of(evidence)));
  }

  private static boolean isOnlyOn(boolean legacy, Group group) {
    double has = legacy ? group.legacy().lower() : group.candidate().lower();
    double lacks = legacy ? group.candidate().upper() : group.legacy().upper();
    return group.countDiffers() && has > 0 && lacks == 0;
  }
}
