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

  /** Of what names it: its judgements hold hundreds of numbers, and tell no two groups apart. */
  @Override
  public int hashCode() {
    int hash = metric.hashCode();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      int one = (31 * label.getKey().hashCode() + label.getValue().hashCode()) * 0x85EBCA6B;
      hash += one ^ (one >>> 15); // a mere sum would be the same for all that swap two digits
    }
    return hash;
  }

  /** The judgement of a claim that a group has once. */
  public Optional<Judgement> of(Claim claim) {
    for (Judgement judgement : judgements) {
      if (judgement.claim() == claim) {
        return Optional.of(judgement);
      }
    }
    return Optional.empty();
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
    for (Judgement judgement : judgements) {
      if (judgement.finding().verdict().isGap()) {
        return true;
      }
    }
    return false;
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
