package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;

/**
 * One claim about one group, judged.
 *
 * @param gating whether it must be decided
 * @param bound for bucket and threshold claims, in the metric's unit
 * @param quantile for quantile claims
 * @param legacy bounds in {@code unit}; null where there are none
 * @param candidate bounds in {@code unit}; null where there are none
 */
public record Judgement(
    Claim claim,
    boolean gating,
    @Nullable BigDecimal bound,
    @Nullable BigDecimal quantile,
    @Nullable Bounds legacy,
    @Nullable Bounds candidate,
    String unit,
    Finding finding) {

  /** The same claim with another finding. */
  Judgement found(Finding other) {
    return new Judgement(claim, gating, bound, quantile, legacy, candidate, unit, other);
  }

  /** A claim that must be decided. */
  static Judgement gating(
      Claim claim,
      @Nullable BigDecimal bound,
      Bounds legacy,
      Bounds candidate,
      String unit,
      Finding finding) {
    return new Judgement(claim, true, bound, null, legacy, candidate, unit, finding);
  }

  /** A claim that resolution limits: it can prove a gap, but need not be decided. */
  static Judgement limited(
      Claim claim,
      @Nullable BigDecimal quantile,
      @Nullable Bounds legacy,
      @Nullable Bounds candidate,
      String unit,
      Finding finding) {
    return new Judgement(claim, false, null, quantile, legacy, candidate, unit, finding);
  }
}
