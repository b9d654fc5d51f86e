package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.comparator.verdict.Finding.Different;
import org.meshparity.comparator.verdict.Finding.Equal;
import org.meshparity.comparator.verdict.Finding.More;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;
import org.meshparity.rules.MetricRule;

/**
 * Judges what a histogram tells beyond its count (SEMANTICS 3): buckets at shared cuts, thresholds,
 * quantiles, mean, shape. Of a summary only the mean: its quantiles cannot be added up.
 */
final class HistogramJudge {

  private final MetricRule metric;
  private final CounterRule rule;
  private final Tolerance tolerance;
  private final String counted;
  private final Edges edges;
  private final SharedCuts cuts;
  private final Quantiles quantiles;
  private final MergeTest merge;
  private volatile @Nullable Crossing last;

  HistogramJudge(MetricRule metric, CounterRule rule, Tolerance tolerance, String counted) {
    this.metric = metric;
    this.rule = rule;
    this.tolerance = tolerance;
    this.counted = counted;
    this.edges = new Edges(metric);
    this.cuts = new SharedCuts(metric, edges);
    this.quantiles = new Quantiles(rule, metric.unit());
    this.merge = new MergeTest(rule);
  }

  List<Judgement> judge(Gains legacyGains, Gains candidateGains, Finding count) {
    HistogramSide legacy = new HistogramSide(legacyGains, metric.legacy(), edges);
    HistogramSide candidate = new HistogramSide(candidateGains, metric.candidate(), edges);
    if (metric.type() == MetricRule.Type.SUMMARY) {
      return List.of(mean(legacy, candidate));
    }
    List<Judgement> judgements = new ArrayList<>(buckets(legacy.buckets(), candidate.buckets()));
    for (BigDecimal threshold : metric.thresholds()) {
      judgements.add(threshold(threshold, legacy.buckets(), candidate.buckets()));
    }
    judgements.add(mean(legacy, candidate));
    Buckets one = cuts.comparable(legacy.buckets());
    Buckets two = cuts.comparable(candidate.buckets());
    Shape before = Shape.of(one);
    Shape after = Shape.of(two);
    judgements.addAll(quantiles(before, after));
    judgements.add(distribution(one, two, before, after, count));
    return judgements;
  }

  private List<Judgement> buckets(Buckets legacy, Buckets candidate) {
    List<Judgement> judgements = new ArrayList<>(cuts.outside(legacy, counted));
    for (SharedCuts.Shared shared : cuts.of(legacy, candidate)) {
      Cut cut = shared.cut();
      Bounds one = legacy.cumulative(shared.legacy());
      Bounds two = candidate.cumulative(shared.candidate());
      Finding finding = rule.compare(one, two, Wording.counted(counted).at(cut));
      judgements.add(Judgement.gating(Claim.BUCKET, cut.at(), one, two, counted, finding));
    }
    return judgements;
  }

  private Judgement threshold(BigDecimal at, Buckets legacy, Buckets candidate) {
    Cut cut = edges.threshold(at);
    Bounds one = below(legacy, cut);
    Bounds two = below(candidate, cut);
    Finding finding = rule.compare(one, two, Wording.counted(counted).at(cut));
    if (finding instanceof Undecidable
        && (SharedCuts.exactly(legacy, cut) < 0 || SharedCuts.exactly(candidate, cut) < 0)) {
      String side = SharedCuts.exactly(legacy, cut) < 0 ? "legacy" : "candidate";
      finding =
          new Undecidable(
              side + " has no bucket that ends at " + at.toPlainString() + " " + metric.unit(),
              "a bucket bound there",
              Want.RESOLUTION);
    }
    return Judgement.gating(Claim.THRESHOLD, at, one, two, counted, finding);
  }

  /** How many values lie below a cut that need not be an edge. */
  private static Bounds below(Buckets buckets, Cut cut) {
    double lower = 0;
    double upper = buckets.total().upper();
    for (int i = 0; i < buckets.edges().size(); i++) {
      Edge edge = buckets.edges().get(i);
      if (edge.possible().compareTo(cut) <= 0) {
        lower = Math.max(lower, buckets.cumulative(i).lower());
      }
      if (edge.certain().compareTo(cut) >= 0) {
        upper = Math.min(upper, buckets.cumulative(i).upper());
      }
    }
    return new Bounds(lower, Math.max(lower, upper));
  }

  private Judgement mean(HistogramSide legacy, HistogramSide candidate) {
    Bounds one = legacy.mean();
    Bounds two = candidate.mean();
    if (cuts.reachesBeyond(legacy.buckets()) || cuts.reachesBeyond(candidate.buckets())) {
      return Judgement.limited(Claim.MEAN, null, one, two, metric.unit(), cuts.notComparable());
    }
    if (one == null || two == null) {
      Finding finding =
          new Undecidable(
              "too little certainly happened to have a mean", "more traffic", Want.DATA);
      return Judgement.limited(Claim.MEAN, null, one, two, metric.unit(), finding);
    }
    Finding finding = rule.compare(one, two, Wording.measured("mean", metric.unit()));
    if (finding instanceof Undecidable) {
      finding =
          new Undecidable(
              "the means lie in overlapping ranges, as precise as the sums are",
              null,
              Want.RESOLUTION);
    }
    return Judgement.limited(Claim.MEAN, null, one, two, metric.unit(), finding);
  }

  /** One that lies where the sides measure different things on either side is not compared. */
  private List<Judgement> quantiles(Shape legacy, Shape candidate) {
    List<Judgement> judgements = new ArrayList<>();
    for (Judgement judgement : quantiles.judge(legacy, candidate)) {
      boolean beyond = unbounded(judgement.legacy()) || unbounded(judgement.candidate());
      judgements.add(
          cuts.limited() && beyond && judgement.finding() instanceof Undecidable
              ? judgement.found(cuts.notComparable())
              : judgement);
    }
    return judgements;
  }

  private static boolean unbounded(@Nullable Bounds bounds) {
    return bounds != null && !bounds.bounded();
  }

  private Judgement distribution(
      Buckets one, Buckets two, Shape legacy, Shape candidate, Finding count) {
    @Nullable Different contradiction =
        count instanceof Different ? null : merge.contradiction(one, two, Wording.counted(counted));
    return contradiction == null
        ? Judgement.limited(Claim.DISTRIBUTION, null, null, null, "share", shape(legacy, candidate))
        : Judgement.limited(Claim.DISTRIBUTION, null, null, null, counted, contradiction);
  }

  private Finding shape(Shape legacy, Shape candidate) {
    Crossing crossing = crossing(legacy, candidate);
    if (legacy.differsFrom(candidate, tolerance.relative(), crossing)) {
      BigDecimal by = legacy.certainDifference(candidate);
      String because =
          "the shares of values below some bound differ by at least "
              + Numbers.text(by.movePointRight(2))
              + " %";
      return new Different(by, More.CANDIDATE, because);
    }
    if (legacy.equals(candidate, tolerance.relative(), crossing)) {
      return Equal.EQUAL;
    }
    return new Undecidable(
        "a common distribution fits both, and so do different ones",
        "more bucket bounds in common",
        Want.RESOLUTION);
  }

  /** How the edges lie; of the same lists it was worked out before. */
  private Crossing crossing(Shape legacy, Shape candidate) {
    Crossing known = last;
    if (known == null || !known.isOf(legacy.edges(), candidate.edges())) {
      known = Crossing.of(legacy.edges(), candidate.edges());
      last = known;
    }
    return known;
  }
}
