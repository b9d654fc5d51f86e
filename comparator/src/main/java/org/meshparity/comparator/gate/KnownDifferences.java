package org.meshparity.comparator.gate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.rules.KnownDifference;
import org.meshparity.rules.KnownDifference.Side;

/**
 * Says which gaps a pack's known differences explain: those they name, and no larger than their
 * bound.
 */
public final class KnownDifferences {

  private final List<KnownDifference> differences;

  public KnownDifferences(List<KnownDifference> differences) {
    this.differences = List.copyOf(differences);
  }

  /**
   * The first known difference that explains a proved gap.
   *
   * @param claim the word for what differs, e.g. {@code increase}
   * @param atLeast the smallest difference that fits the samples
   */
  public @Nullable KnownDifference explaining(
      String metric,
      String claim,
      Map<String, String> group,
      @Nullable Bounds legacy,
      @Nullable Bounds candidate,
      @Nullable BigDecimal atLeast) {
    if (legacy == null || candidate == null || atLeast == null) {
      return null;
    }
    boolean more = candidate.lower() > legacy.upper();
    for (KnownDifference known : differences) {
      boolean concerned =
          known.metrics().contains(metric)
              && known.about(claim)
              && known.when().matches(label -> group.getOrDefault(label, ""));
      if (concerned && allows(known.side(), more) && within(known, legacy, candidate, more)) {
        return known;
      }
    }
    return null;
  }

  private static boolean allows(Side side, boolean more) {
    return switch (side) {
      case EITHER -> true;
      case CANDIDATE_MORE -> more;
      case LEGACY_MORE -> !more;
    };
  }

  /**
   * Whether even the largest difference that fits lies within the bound: a share of legacy's count,
   * or so many units. What legacy never counted at all is 100 % more.
   */
  private static boolean within(
      KnownDifference known, Bounds legacy, Bounds candidate, boolean more) {
    if (!legacy.bounded() || !candidate.bounded()) {
      return false;
    }
    double largest = more ? candidate.upper() - legacy.lower() : legacy.upper() - candidate.lower();
    if (new BigDecimal(largest).compareTo(known.orUpTo()) <= 0) {
      return true;
    }
    if (more && legacy.upper() == 0) {
      return known.upTo().compareTo(BigDecimal.ONE) >= 0;
    }
    double whole = more ? legacy.lower() : legacy.upper();
    return new BigDecimal(largest).compareTo(known.upTo().multiply(new BigDecimal(whole))) <= 0;
  }
}
