package org.meshparity.comparator.cause;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Verdict;

/**
 * One group of one metric with all that was judged about it. Equal to itself only: a run has
 * hundred thousands of them and looks each up often, which comparing all that was judged would make
 * slow. Its judgements are not kept, for the same reason: what is often asked is, and to judge
 * again costs less than to hold a few thousand objects for each group that is like all others.
 */
public final class Group {

  private static final Bounds UNKNOWN = new Bounds(0, Double.POSITIVE_INFINITY);

  private final String metric;
  private final Map<String, String> labels;
  private final Supplier<List<Judgement>> judgements;
  private final double legacyLower;
  private final double legacyUpper;
  private final double candidateLower;
  private final double candidateUpper;
  private final @Nullable Verdict count;
  private final boolean gap;
  private final boolean open;
  private final int saturated;

  /**
   * Judged.
   *
   * @param metric the pack's name
   * @param labels identity labels that have a value
   */
  public Group(String metric, Map<String, String> labels, List<Judgement> judgements) {
    this(metric, Collections.unmodifiableMap(new TreeMap<>(labels)), judgements, () -> judgements);
  }

  /**
   * Judged, and to be judged again by whoever asks for more than is kept.
   *
   * @param labels sorted; nobody changes them
   * @param judgements only looked at
   * @param again gives equal judgements each time, to several threads at once
   */
  public Group(
      String metric,
      Map<String, String> labels,
      List<Judgement> judgements,
      Supplier<List<Judgement>> again) {
    this.metric = metric;
    this.labels = labels;
    this.judgements = again;
    Judgement increase = first(judgements, Claim.INCREASE);
    Bounds before = increase == null ? UNKNOWN : known(increase.legacy());
    Bounds after = increase == null ? UNKNOWN : known(increase.candidate());
    this.legacyLower = before.lower();
    this.legacyUpper = before.upper();
    this.candidateLower = after.lower();
    this.candidateUpper = after.upper();
    this.count = increase == null ? null : increase.finding().verdict();
    boolean anyGap = false;
    boolean anyOpen = false;
    for (Judgement judgement : judgements) {
      Verdict verdict = judgement.finding().verdict();
      anyGap |= verdict.isGap();
      anyOpen |= judgement.gating() && verdict == Verdict.UNDECIDABLE;
    }
    this.gap = anyGap;
    this.open = anyOpen;
    this.saturated = SaturatedBucket.pattern(judgements);
  }

  private static Bounds known(@Nullable Bounds bounds) {
    return bounds == null ? UNKNOWN : bounds;
  }

  private static @Nullable Judgement first(List<Judgement> judgements, Claim claim) {
    for (Judgement judgement : judgements) {
      if (judgement.claim() == claim) {
        return judgement;
      }
    }
    return null;
  }

  /** The pack's name of the metric. */
  public String metric() {
    return metric;
  }

  /** Identity labels that have a value, sorted. */
  public Map<String, String> labels() {
    return labels;
  }

  /** All that was judged; it may be judged anew for this. */
  public List<Judgement> judgements() {
    return judgements.get();
  }

  /** The judgement of a claim that a group has once; it may be judged anew for this. */
  public Optional<Judgement> of(Claim claim) {
    return Optional.ofNullable(first(judgements(), claim));
  }

  /** What the count gained on the legacy side; nothing known is zero to infinity. */
  public Bounds legacy() {
    return new Bounds(legacyLower, legacyUpper);
  }

  /** What the count gained on the candidate side. */
  public Bounds candidate() {
    return new Bounds(candidateLower, candidateUpper);
  }

  /** What the count gained on one side. */
  Bounds on(boolean legacySide) {
    return legacySide ? legacy() : candidate();
  }

  /** Whether the count is proved different or missing. */
  boolean countDiffers() {
    return count != null && count.isGap();
  }

  /** Whether the count waits for more data. */
  boolean countIsOpen() {
    return count == Verdict.UNDECIDABLE;
  }

  /** Whether its count was judged, and is not proved different or missing. */
  boolean countFits() {
    return count != null && !count.isGap();
  }

  /** Whether any claim that must be decided is not. */
  public boolean hasOpen() {
    return open;
  }

  /** Which quantiles lie in a bucket without an end, on which side; 0 if none does. */
  int saturated() {
    return saturated;
  }

  /** Whether anything about it is proved different or missing. */
  public boolean hasGap() {
    return gap;
  }

  /** Its traffic: legacy's upper bound, or else the candidate's, or else what is certain. */
  public double traffic() {
    if (legacy().bounded() && legacyUpper > 0) {
      return legacyUpper;
    }
    if (candidate().bounded()) {
      return candidateUpper;
    }
    return Math.max(legacyLower, candidateLower);
  }

  @Override
  public String toString() {
    return metric + labels + " " + legacy() + " : " + candidate();
  }
}
