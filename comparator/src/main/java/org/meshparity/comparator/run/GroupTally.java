package org.meshparity.comparator.run;

import java.util.Arrays;
import java.util.List;
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

  private int provedEqual;
  private int provedDifferent;
  private int undecidable;
  private int missingCandidate;
  private int missingLegacy;
  private int notComparable;
  private int noData;
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
      count(verdict, 1);
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

  /** All that it consists of. */
  private int[] numbers() {
    int flags = (claimed ? 1 : 0) + (legacyShown ? 2 : 0) + (candidateShown ? 4 : 0);
    return new int[] {
      provedEqual,
      provedDifferent,
      undecidable,
      missingCandidate,
      missingLegacy,
      notComparable,
      noData,
      different,
      missing,
      open,
      flags
    };
  }

  /** Most groups of a run come to the same: they share one. */
  @Override
  public boolean equals(Object other) {
    return other instanceof GroupTally that && Arrays.equals(numbers(), that.numbers());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers());
  }

  private static boolean nothing(@Nullable Bounds bounds) {
    return bounds != null && bounds.upper() == 0;
  }

  /** How many checks have a verdict. */
  int count(Verdict verdict) {
    return count(verdict, 0);
  }

  /** Fields and no map, because every check of a run is counted here. */
  private int count(Verdict verdict, int more) {
    return switch (verdict) {
      case PROVED_EQUAL -> provedEqual += more;
      case PROVED_DIFFERENT -> provedDifferent += more;
      case UNDECIDABLE -> undecidable += more;
      case MISSING_CANDIDATE -> missingCandidate += more;
      case MISSING_LEGACY -> missingLegacy += more;
      case NOT_COMPARABLE -> notComparable += more;
      case NO_DATA -> noData += more;
    };
  }

  /** How many checks prove a gap, explained or not. */
  int gaps() {
    return provedDifferent + missingCandidate + missingLegacy;
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
