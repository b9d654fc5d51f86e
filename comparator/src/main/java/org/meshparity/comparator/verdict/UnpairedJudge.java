package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.verdict.Finding.NoData;
import org.meshparity.comparator.verdict.Finding.NotComparable;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;
import org.meshparity.rules.MetricRule;

/**
 * Judges two sides that observed requests of their own (SEMANTICS 6). How many there were tells
 * nothing, so counts are never compared; a histogram's distribution can be, at the cuts that both
 * sides share, at thresholds, by quantiles and as a whole. One band covers all claims of a group.
 */
public final class UnpairedJudge {

  private static final NotComparable OWN_REQUESTS =
      new NotComparable(
          "each side observed requests of its own, so their numbers need not agree; only a paired"
              + " comparison can show that all are counted");

  private final MetricRule metric;
  private final BigDecimal tolerance;
  private final Bands bands;
  private final String counted;
  private final double shortestMinutes;
  private final Edges edges;
  private final SharedCuts cuts;

  /**
   * For all groups of one metric.
   *
   * @param tolerance by which shares may differ, 0 to 1
   * @param shortestMinutes how long a window must be to have enough blocks of time
   */
  public UnpairedJudge(
      MetricRule metric, BigDecimal tolerance, Bands bands, double shortestMinutes) {
    this.metric = metric;
    this.tolerance = tolerance;
    this.bands = bands;
    this.counted = metric.type() == MetricRule.Type.COUNTER ? metric.unit() : "requests";
    this.shortestMinutes = shortestMinutes;
    this.edges = new Edges(metric);
    this.cuts = new SharedCuts(metric, edges);
  }

  /** Whether two sides of a group have distributions to compare, so that a band is spent on it. */
  public static boolean compares(MetricRule metric, SideGains legacy, SideGains candidate) {
    return metric.type() == MetricRule.Type.HISTOGRAM
        && !counts(legacy).equals(Counted.BROKEN)
        && !counts(candidate).equals(Counted.BROKEN)
        && (counts(legacy) == Counted.SOMETHING || counts(candidate) == Counted.SOMETHING);
  }

  private enum Counted {
    NOTHING,
    SOMETHING,
    BROKEN
  }

  private static Counted counts(SideGains side) {
    if (side.gains() == null) {
      return Counted.BROKEN;
    }
    return side.gains().count().upper() > 0 ? Counted.SOMETHING : Counted.NOTHING;
  }

  /** Its count for the reader's information, then what can be compared. */
  public List<Judgement> judge(SideGains legacy, SideGains candidate) {
    Gains one = legacy.gains();
    Gains two = candidate.gains();
    if (one == null || two == null) {
      return List.of(GroupJudge.broken(legacy, candidate, counted));
    }
    if (one.count().upper() == 0 && two.count().upper() == 0) {
      return List.of(count(one, two, new NoData("nothing happened in the window")));
    }
    List<Judgement> judgements = new ArrayList<>(List.of(count(one, two, OWN_REQUESTS)));
    if (metric.type() == MetricRule.Type.HISTOGRAM) {
      judgements.addAll(distributions(legacy, candidate, one, two));
    }
    return judgements;
  }

  private Judgement count(Gains one, Gains two, Finding finding) {
    return new Judgement(
        Claim.INCREASE, false, null, null, one.count(), two.count(), counted, finding);
  }

  private List<Judgement> distributions(
      SideGains legacy, SideGains candidate, Gains one, Gains two) {
    EffectiveSize first = EffectiveSize.of(one.count().lower(), legacy.blocks());
    EffectiveSize second = EffectiveSize.of(two.count().lower(), candidate.blocks());
    Undecidable lacking = lacking("legacy", first);
    lacking = lacking == null ? lacking("candidate", second) : lacking;
    if (lacking != null) {
      return List.of(
          new Judgement(Claim.DISTRIBUTION, true, null, null, null, null, "share", lacking));
    }
    Buckets before = new HistogramSide(one, metric.legacy(), edges).buckets();
    Buckets after = new HistogramSide(two, metric.candidate(), edges).buckets();
    List<Judgement> judgements = new ArrayList<>(cuts.outside(before, "share"));
    Shape legacyShape = Shape.of(cuts.comparable(before));
    Shape candidateShape = Shape.of(cuts.comparable(after));
    ShareRule rule = new ShareRule(tolerance, bands, first, second);
    for (SharedCuts.Shared shared : cuts.of(before, after)) {
      Cut cut = shared.cut();
      judgements.add(
          rule.atCut(Claim.BUCKET, cut, cut.at(), metric.unit(), legacyShape, candidateShape));
    }
    for (BigDecimal at : metric.thresholds()) {
      judgements.add(threshold(rule, at, before, after, legacyShape, candidateShape));
    }
    judgements.addAll(rule.quantiles(metric.unit(), legacyShape, candidateShape));
    judgements.add(rule.whole(legacyShape, candidateShape));
    return judgements;
  }

  private Judgement threshold(
      ShareRule rule, BigDecimal at, Buckets before, Buckets after, Shape one, Shape two) {
    Cut cut = cuts.threshold(at);
    Judgement judged = rule.atCut(Claim.THRESHOLD, cut, at, metric.unit(), one, two);
    boolean shared = SharedCuts.exactly(before, cut) >= 0 && SharedCuts.exactly(after, cut) >= 0;
    if (shared || !(judged.finding() instanceof Undecidable)) {
      return judged;
    }
    String side = SharedCuts.exactly(before, cut) < 0 ? "legacy" : "candidate";
    Finding finding =
        new Undecidable(
            side + " has no bucket that ends at " + at.toPlainString() + " " + metric.unit(),
            "a bucket bound there",
            Want.RESOLUTION);
    Bounds legacy = judged.legacy();
    Bounds candidate = judged.candidate();
    return new Judgement(
        Claim.THRESHOLD, true, at, null, legacy, candidate, judged.unit(), finding);
  }

  private @Nullable Undecidable lacking(String side, EffectiveSize size) {
    if (size.requests() == 0) {
      return new Undecidable(
          side + " certainly observed no request of this group", "traffic there", Want.DATA);
    }
    if (!size.known()) {
      return new Undecidable(
          side
              + " has requests in "
              + size.blocks()
              + " blocks of time, too few to tell bursts from chance",
          "a window of at least "
              + (long) Math.ceil(shortestMinutes)
              + " minutes with traffic in 20 parts of it",
          Want.TIME);
    }
    return null;
  }
}
