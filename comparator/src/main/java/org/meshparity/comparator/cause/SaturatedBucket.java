package org.meshparity.comparator.cause;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;

/**
 * A quantile lies above the largest bound of one side, in the bucket that has no end: nothing can
 * be said of it there, however long one waits. It is named for gaps that it leaves without another
 * reason, and for quantiles that it leaves undecided.
 */
final class SaturatedBucket implements Causes.Detector {

  private static final double MOST_DOUBT = 1.25;

  @Override
  public List<CauseFound> find(Scene scene) {
    BitSet rows = scene.rows().where(SaturatedBucket::isSaturated);
    BitSet explained = scene.rows().where(Group::hasGap);
    explained.andNot(scene.open());
    rows.andNot(explained);
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Group> groups = scene.rows().groups(rows);
    Set<String> quantiles = new ConcurrentSkipListSet<>();
    Set<String> sides = new ConcurrentSkipListSet<>();
    groups.parallelStream().forEach(group -> note(group, quantiles, sides));
    String title =
        String.join(", ", quantiles)
            + " lies in the +Inf bucket on the "
            + String.join(" and the ", sides)
            + " side in "
            + Text.groups(groups.size())
            + ": only a larger bucket bound would tell more";
    Judgement first =
        groups.get(0).judgements().stream()
            .filter(SaturatedBucket::isSaturated)
            .findFirst()
            .orElseThrow();
    return List.of(
        new CauseFound(
                "saturated-bucket",
                title,
                true,
                scene.conditions().apart(rows),
                groups,
                List.of("e.g. " + groups.get(0).metric() + ": " + first.finding().because()))
            .seenBy(new CauseFound.View(CauseFound.View.Shows.BUCKETS, List.of())));
  }

  /** Else the count is in doubt, and not the quantile alone. */
  private static boolean isKnown(Bounds count) {
    return count.upper() <= MOST_DOUBT * count.lower();
  }

  /** Everything else about the group that is proved different has another reason. */
  private static boolean isSaturated(Group group) {
    return !group.countDiffers()
        && isKnown(group.legacy())
        && isKnown(group.candidate())
        && group.anySaturated()
        && (!group.hasGap() || group.judgements().stream().allMatch(SaturatedBucket::fits));
  }

  private static boolean fits(Judgement judgement) {
    return !judgement.finding().verdict().isGap() || isSaturated(judgement);
  }

  static boolean isSaturated(Judgement judgement) {
    Bounds legacy = judgement.legacy();
    Bounds candidate = judgement.candidate();
    Verdict verdict = judgement.finding().verdict();
    return judgement.claim() == Claim.QUANTILE
        && legacy != null
        && candidate != null
        && (!legacy.bounded() || !candidate.bounded())
        && Math.max(legacy.lower(), candidate.lower()) > 0
        && (verdict.isGap() || verdict == Verdict.UNDECIDABLE);
  }

  private static void note(Group group, Set<String> quantiles, Set<String> sides) {
    for (Judgement judgement : group.judgements()) {
      if (isSaturated(judgement) && judgement.quantile() != null) {
        quantiles.add(
            "p" + judgement.quantile().movePointRight(2).stripTrailingZeros().toPlainString());
        if (judgement.legacy() != null && !judgement.legacy().bounded()) {
          sides.add("legacy");
        }
        if (judgement.candidate() != null && !judgement.candidate().bounded()) {
          sides.add("candidate");
        }
      }
    }
  }
}
