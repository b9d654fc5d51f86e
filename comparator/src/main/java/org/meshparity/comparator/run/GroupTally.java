package org.meshparity.comparator.run;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;

/**
 * What the checks of one group come to, in numbers: all that a report's head needs to know of them,
 * so that nobody keeps them.
 */
final class GroupTally {

  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private int different;
  private int missing;
  private boolean claimed;
  private int open;
  private boolean legacyShown;
  private boolean candidateShown;

  /** Of a group that has just been judged. */
  GroupTally(Group group, List<Judgement> judgements, Explained explained) {
    for (Judgement judgement : judgements) {
      Verdict verdict = judgement.finding().verdict();
      counts.merge(verdict, 1, Integer::sum);
      claimed |= judgement.gating();
      open += judgement.gating() && verdict == Verdict.UNDECIDABLE ? 1 : 0;
      if (verdict.isGap() && explained.by(group, judgement) == null) {
        different += verdict == Verdict.PROVED_DIFFERENT ? 1 : 0;
        missing += verdict == Verdict.PROVED_DIFFERENT ? 0 : 1;
      }
      if (judgement.claim() == Claim.PRESENCE || judgement.claim() == Claim.INCREASE) {
        legacyShown |= verdict != Verdict.MISSING_LEGACY && !nothing(judgement.legacy());
        candidateShown |= verdict != Verdict.MISSING_CANDIDATE && !nothing(judgement.candidate());
      }
    }
  }

  private static boolean nothing(@Nullable Bounds bounds) {
    return bounds != null && bounds.upper() == 0;
  }

  /** How many checks have a verdict. */
  int count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  /** How many checks prove a gap, explained or not. */
  int gaps() {
    int gaps = 0;
    for (Verdict verdict : Verdict.values()) {
      gaps += verdict.isGap() ? count(verdict) : 0;
    }
    return gaps;
  }

  /** Proved differences that no known difference explains. */
  int different() {
    return different;
  }

  /** The same of what one side lacks. */
  int missing() {
    return missing;
  }

  /** Whether a gap has no explanation, or any claim is undecided. */
  boolean wantsCause() {
    return different + missing > 0 || count(Verdict.UNDECIDABLE) > 0;
  }

  /** Whether there are gaps, each with its explanation. */
  boolean allExplained() {
    return gaps() > 0 && different + missing == 0;
  }

  /** Whether any of its claims must be decided. */
  boolean claimed() {
    return claimed;
  }

  /** How many of those are not. */
  int open() {
    return open;
  }

  /** Whether a side showed the group: what it never showed is missing or idle there. */
  boolean shown(boolean legacy) {
    return legacy ? legacyShown : candidateShown;
  }
}
