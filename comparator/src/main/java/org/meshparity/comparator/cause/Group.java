package org.meshparity.comparator.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;

/**
 * One group of one metric with all that was judged about it.
 *
 * @param metric the pack's name
 * @param labels identity labels that have a value
 */
public record Group(String metric, Map<String, String> labels, List<Judgement> judgements) {

  public Group {
    judgements = List.copyOf(judgements);
  }

  /** The judgement of a claim that a group has once. */
  public Optional<Judgement> of(Claim claim) {
    return judgements.stream().filter(judgement -> judgement.claim() == claim).findFirst();
  }

  /** What the count gained on the legacy side; nothing known is zero to infinity. */
  public Bounds legacy() {
    return bounds(true);
  }

  /** What the count gained on the candidate side. */
  public Bounds candidate() {
    return bounds(false);
  }

  private Bounds bounds(boolean isLegacy) {
    Bounds bounds = of(Claim.INCREASE).map(j -> isLegacy ? j.legacy() : j.candidate()).orElse(null);
    return bounds == null ? new Bounds(0, Double.POSITIVE_INFINITY) : bounds;
  }

  /** Whether the count is proved different or missing. */
  boolean countDiffers() {
    return of(Claim.INCREASE).map(judgement -> judgement.finding().verdict().isGap()).orElse(false);
  }

  /** Whether anything about it is proved different or missing. */
  public boolean hasGap() {
    return judgements.stream().anyMatch(judgement -> judgement.finding().verdict().isGap());
  }

  /** Its traffic: legacy's upper bound, or else the candidate's, or else what is certain. */
  public double traffic() {
    if (legacy().bounded() && legacy().upper() > 0) {
      return legacy().upper();
    }
    if (candidate().bounded()) {
      return candidate().upper();
    }
    return Math.max(legacy().lower(), candidate().lower());
  }
}
