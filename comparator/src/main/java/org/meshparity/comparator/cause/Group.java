package org.meshparity.comparator.cause;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;

/**
 * One group of one metric with all that was judged about it. Equal to itself only: a run has
 * hundred thousands of them and looks each up often, which comparing all that was judged would make
 * slow.
 */
public final class Group {

  private static final Bounds UNKNOWN = new Bounds(0, Double.POSITIVE_INFINITY);

  private final String metric;
  private final Map<String, String> labels;
  private final List<Judgement> judgements;
  private final Bounds legacy;
  private final Bounds candidate;
  private final boolean gap;

  /**
   * Judged.
   *
   * @param metric the pack's name
   * @param labels identity labels that have a value
   */
  public Group(String metric, Map<String, String> labels, List<Judgement> judgements) {
    this.metric = metric;
    this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    this.judgements = List.copyOf(judgements);
    Optional<Judgement> increase = of(Claim.INCREASE);
    this.legacy = increase.map(Judgement::legacy).orElse(UNKNOWN);
    this.candidate = increase.map(Judgement::candidate).orElse(UNKNOWN);
    this.gap = this.judgements.stream().anyMatch(j -> j.finding().verdict().isGap());
  }

  /** The pack's name of the metric. */
  public String metric() {
    return metric;
  }

  /** Identity labels that have a value, sorted. */
  public Map<String, String> labels() {
    return labels;
  }

  /** All that was judged. */
  public List<Judgement> judgements() {
    return judgements;
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
    return legacy;
  }

  /** What the count gained on the candidate side. */
  public Bounds candidate() {
    return candidate;
  }

  /** What the count gained on one side. */
  Bounds on(boolean legacySide) {
    return legacySide ? legacy : candidate;
  }

  /** Whether the count is proved different or missing. */
  boolean countDiffers() {
    return of(Claim.INCREASE).map(judgement -> judgement.finding().verdict().isGap()).orElse(false);
  }

  /** Whether the count waits for more data. */
  boolean countIsOpen() {
    return of(Claim.INCREASE)
        .map(judgement -> judgement.finding().verdict() == Verdict.UNDECIDABLE)
        .orElse(false);
  }

  /** Whether anything about it is proved different or missing. */
  public boolean hasGap() {
    return gap;
  }

  /** Its traffic: legacy's upper bound, or else the candidate's, or else what is certain. */
  public double traffic() {
    if (legacy.bounded() && legacy.upper() > 0) {
      return legacy.upper();
    }
    if (candidate.bounded()) {
      return candidate.upper();
    }
    return Math.max(legacy.lower(), candidate.lower());
  }

  @Override
  public String toString() {
    return metric + labels + " " + legacy + " : " + candidate;
  }
}
