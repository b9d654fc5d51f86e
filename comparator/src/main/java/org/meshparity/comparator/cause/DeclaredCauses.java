package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.rules.CauseRule;

/**
 * Causes that a pack names by the labels of the groups in which it shows, and by which side has
 * more there. Labels fit by chance as well: such a cause is likely, never proved.
 */
final class DeclaredCauses implements Causes.Detector {

  @Override
  public List<CauseFound> find(Scene scene) {
    List<CauseFound> found = new ArrayList<>();
    BitSet taken = new BitSet();
    for (CauseRule rule : scene.around().rules()) {
      if (rule.insteadOf().isPresent()) {
        continue; // traffic that moved was looked for already
      }
      BitSet concerned = scene.open(group -> fits(rule, group));
      concerned.andNot(taken);
      if (!concerned.isEmpty()) {
        taken.or(concerned);
        found.add(cause(rule, concerned, scene));
      }
    }
    return found;
  }

  private static boolean fits(CauseRule rule, Group group) {
    return rule.concerns(group.metric())
        && rule.when().matches(label -> group.labels().getOrDefault(label, ""))
        && Direction.of(group).isAllowed(rule.side())
        && group.judgements().stream()
            .filter(judgement -> judgement.finding().verdict().isGap())
            .allMatch(judgement -> rule.about(judgement.claim().word()));
  }

  private static CauseFound cause(CauseRule rule, BitSet concerned, Scene scene) {
    List<Group> groups = scene.rows().groups(concerned);
    Group largest = groups.get(0);
    for (Group group : groups) {
      largest = group.traffic() > largest.traffic() ? group : largest;
    }
    boolean counts = largest.countDiffers();
    return new CauseFound(
            rule.id(),
            rule.title(),
            false,
            scene.conditions().apart(concerned),
            groups,
            List.of(
                "the pack says so of groups with " + rule.when() + ": " + rule.reference(),
                "e.g. " + example(largest)))
        .seenBy(
            counts
                ? CauseFound.View.COUNTS
                : new CauseFound.View(CauseFound.View.Shows.MEAN, List.of()));
  }

  private static String example(Group group) {
    Judgement gap =
        group.judgements().stream()
            .filter(judgement -> judgement.finding().verdict().isGap())
            .findFirst()
            .orElseThrow();
    return group.metric() + ": " + gap.finding().because();
  }
}
