package org.meshparity.comparator.cause;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    Set<String> quantiles = new TreeSet<>();
    Set<String> sides = new TreeSet<>();
    Set<Pattern> noted = new HashSet<>();
    for (Group group : groups) {
      if (noted.add(new Pattern(group.metric(), group.saturated()))) {
        note(group, quantiles, sides);
      }
    }
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
        && group.saturated() != 0
        && (!group.hasGap() || group.judgements().stream().allMatch(SaturatedBucket::fits));
  }

  /** Groups of one metric with the same pattern have the same quantiles saturated. */
  private record Pattern(String metric, int saturated) {}

  /**
   * Which of a group's quantiles are saturated, in the order in which they were judged: two bits
   * for each, one for a side. What would not fit is put at the last place: it only tells patterns
   * apart.
   */
  static int pattern(List<Judgement> judgements) {
    int pattern = 0;
    int place = 0;
    for (Judgement judgement : judgements) {
      if (judgement.claim() == Claim.QUANTILE) {
        pattern |= isSaturated(judgement) ? sides(judgement) << place : 0;
        place = Math.min(place + 2, Integer.SIZE - 2);
      }
    }
    return pattern;
  }

  private static int sides(Judgement judgement) {
    Bounds legacy = judgement.legacy();
    Bounds candidate = judgement.candidate();
    int one = legacy != null && !legacy.bounded() ? 1 : 0;
    int two = candidate != null && !candidate.bounded() ? 2 : 0;
    return one | two;
  }

  private static boolean fits(Judgement judgement) {
    return !judgement.finding().verdict().isGap() || isSaturated(judgement);
  }

  private static boolean isSaturated(Judgement judgement) {
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
