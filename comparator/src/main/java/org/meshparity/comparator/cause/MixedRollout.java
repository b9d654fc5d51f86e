package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Verdict;

/**
 * Part of the population has only one generation: all groups missing on one side share conditions
 * that no other group has.
 */
final class MixedRollout implements Causes.Detector {

  @Override
  public List<CauseFound> find(List<Group> unexplained, List<Group> all) {
    List<CauseFound> found = new ArrayList<>();
    found.addAll(missing(unexplained, all, Verdict.MISSING_CANDIDATE, "legacy", "candidate"));
    found.addAll(missing(unexplained, all, Verdict.MISSING_LEGACY, "candidate", "legacy"));
    return found;
  }

  private static List<CauseFound> missing(
      List<Group> unexplained, List<Group> all, Verdict verdict, String has, String lacks) {
    List<Group> missing = unexplained.stream().filter(group -> is(group, verdict)).toList();
    List<Group> others =
        all.stream().filter(group -> !is(group, verdict) && group.traffic() > 0).toList();
    if (missing.isEmpty() || others.isEmpty()) {
      return List.of();
    }
    Map<String, String> where = Conditions.telling(missing, others);
    boolean apart = others.stream().noneMatch(group -> Conditions.satisfies(group, where));
    if (!apart || where.isEmpty()) {
      return List.of();
    }
    String title =
        "only the "
            + has
            + " metrics exist for "
            + missing.size()
            + " groups, all others have both";
    String evidence =
        "no scrape of the " + lacks + " targets showed any of these groups in the window";
    return List.of(new CauseFound("mixed-rollout", title, true, where, missing, List.of(evidence)));
  }

  private static boolean is(Group group, Verdict verdict) {
    return group
        .of(Claim.INCREASE)
        .map(judgement -> judgement.finding().verdict() == verdict)
        .orElse(false);
  }
}
