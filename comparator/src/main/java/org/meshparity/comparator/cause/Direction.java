package org.meshparity.comparator.cause;

import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.rules.KnownDifference.Side;

/** Which side has more of what differs in a group. */
enum Direction {
  CANDIDATE_MORE,
  LEGACY_MORE,
  NEITHER;

  /** The count's, and where that does not differ that of the values. */
  static Direction of(Group group) {
    Direction count = between(group.legacy(), group.candidate());
    if (count != NEITHER) {
      return count;
    }
    for (Judgement judgement : group.judgements()) {
      Direction direction = judgement.finding().verdict().isGap() ? of(judgement) : NEITHER;
      if (direction != NEITHER) {
        return direction;
      }
    }
    return NEITHER;
  }

  /** More requests up to a bound means smaller values. */
  private static Direction of(Judgement judgement) {
    Bounds legacy = judgement.legacy();
    Bounds candidate = judgement.candidate();
    if (legacy == null || candidate == null) {
      return NEITHER;
    }
    Direction direction = between(legacy, candidate);
    boolean upTo = judgement.claim() == Claim.BUCKET || judgement.claim() == Claim.THRESHOLD;
    return upTo ? direction.opposite() : direction;
  }

  private static Direction between(Bounds legacy, Bounds candidate) {
    if (candidate.lower() > legacy.upper()) {
      return CANDIDATE_MORE;
    }
    return legacy.lower() > candidate.upper() ? LEGACY_MORE : NEITHER;
  }

  private Direction opposite() {
    return switch (this) {
      case CANDIDATE_MORE -> LEGACY_MORE;
      case LEGACY_MORE -> CANDIDATE_MORE;
      case NEITHER -> NEITHER;
    };
  }

  boolean isAllowed(Side side) {
    return switch (side) {
      case EITHER -> true;
      case CANDIDATE_MORE -> this == CANDIDATE_MORE;
      case LEGACY_MORE -> this == LEGACY_MORE;
    };
  }
}
