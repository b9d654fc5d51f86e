package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
import org.meshparity.comparator.verdict.Finding.Different;
import org.meshparity.comparator.verdict.Finding.Equal;
import org.meshparity.comparator.verdict.Finding.More;
import org.meshparity.comparator.verdict.Finding.NotComparable;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;
import org.meshparity.rules.MetricRule;

/**
 * Judges what a histogram tells beyond its count (SEMANTICS 3): buckets at shared cuts, thresholds,
 * quantiles, mean, shape. Of a summary only the mean: its quantiles cannot be added up.
 */
final class HistogramJudge {

  private static final List<BigDecimal> QUANTILES =
      List.of(new BigDecimal("0.5"), new BigDecimal("0.9"), new BigDecimal("0.99"));

  private final MetricRule metric;
  private final CounterRule rule;
  private final Tolerance tolerance;
  private final String counted;
  private final Edges edges;

  HistogramJudge(MetricRule metric, CounterRule rule, Tolerance tolerance, String counted) {
    this.metric = metric;
    this.rule = rule;
    this.tolerance = tolerance;
    this.counted = counted;
    this.edges = new Edges(metric);
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
    Shape before = Shape.of(legacy.buckets());
    Shape after = Shape.of(candidate.buckets());
    for (BigDecimal quantile : QUANTILES) {
      judgements.add(quantile(quantile, before, after));
    }
    judgements.add(distribution(legacy.buckets(), candidate.buckets(), before, after, count));
    return judgements;
  }

  private List<Judgement> buckets(Buckets legacy, Buckets candidate) {
    List<Judgement> judgements = new ArrayList<>();
    Set<Cut> thresholds = new TreeSet<>();
    metric.thresholds().forEach(threshold -> thresholds.add(edges.threshold(threshold)));
    Set<Cut> done = new TreeSet<>();
    for (int i = 0; i < legacy.edges().size(); i++) {
      Cut cut = legacy.edges().get(i).certain();
      if (!comparable(cut)) {
        judgements.add(notComparable(cut));
        continue;
      }
      int other = exactly(candidate, cut);
      if (legacy.edges().get(i).exact()
          && other >= 0
          && !thresholds.contains(cut)
          && done.add(cut)) {
        Bounds one = legacy.cumulative(i);
        Bounds two = candidate.cumulative(other);
        Finding finding = rule.compare(one, two, Wording.counted(counted).at(cut.toString()));
        judgements.add(Judgement.gating(Claim.BUCKET, cut.at(), one, two, counted, finding));
      }
    }
    return judgements;
  }

  private boolean comparable(Cut cut) {
    return metric.comparableUpTo().map(limit -> cut.at().compareTo(limit) <= 0).orElse(true);
  }

  private Judgement notComparable(Cut cut) {
    String because =
        "above "
            + metric.comparableUpTo().map(BigDecimal::toPlainString).orElse("")
            + " "
            + metric.unit()
            + " the two generations do not share a bound";
    return new Judgement(
        Claim.BUCKET, false, cut.at(), null, null, null, counted, new NotComparable(because));
  }

  private static int exactly(Buckets buckets, Cut cut) {
    for (int i = 0; i < buckets.edges().size(); i++) {
      Edge edge = buckets.edges().get(i);
      if (edge.exact() && edge.certain().equals(cut)) {
        return i;
      }
    }
    return -1;
  }

  private Judgement threshold(BigDecimal at, Buckets legacy, Buckets candidate) {
    Cut cut = edges.threshold(at);
    Bounds one = below(legacy, cut);
    Bounds two = below(candidate, cut);
    Finding finding = rule.compare(one, two, Wording.counted(counted).at(cut.toString()));
    if (finding instanceof Undecidable
        && (exactly(legacy, cut) < 0 || exactly(candidate, cut) < 0)) {
      String side = exactly(legacy, cut) < 0 ? "legacy" : "candidate";
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

  private Judgement quantile(BigDecimal q, Shape legacy, Shape candidate) {
    Bounds one = legacy.quantile(q);
    Bounds two = candidate.quantile(q);
    String name = "p" + q.movePointRight(2).stripTrailingZeros().toPlainString();
    Finding finding = rule.compare(one, two, Wording.measured(name, metric.unit()));
    if (finding instanceof Undecidable) {
      finding =
          new Undecidable(
              name
                  + " is "
                  + where(one)
                  + " on the legacy side and "
                  + where(two)
                  + " on the candidate side",
              "a bucket bound between",
              Want.RESOLUTION);
    }
    return Judgement.limited(Claim.QUANTILE, q, one, two, metric.unit(), finding);
  }

  private String where(Bounds quantile) {
    String above = "above " + Numbers.text(quantile.lower());
    return quantile.bounded()
        ? above + " and at most " + Numbers.text(quantile.upper()) + " " + metric.unit()
        : above + " " + metric.unit() + ", in the +Inf bucket (saturated)";
  }

  private Judgement distribution(
      Buckets one, Buckets two, Shape legacy, Shape candidate, Finding count) {
    return Judgement.limited(
        Claim.DISTRIBUTION, null, null, null, "share", shape(one, two, legacy, candidate, count));
  }

  private Finding shape(Buckets one, Buckets two, Shape legacy, Shape candidate, Finding count) {
    @Nullable Different contradiction =
        count instanceof Different
            ? null
            : new MergeTest(rule).contradiction(one, two, Wording.counted(counted));
    if (contradiction != null) {
      return contradiction;
    }
    if (legacy.differsFrom(candidate, tolerance.relative())) {
      BigDecimal by = legacy.certainDifference(candidate);
      String because =
          "the shares of values below some bound differ by at least "
              + Numbers.text(by.movePointRight(2))
              + " %";
      return new Different(by, More.CANDIDATE, because);
    }
    if (legacy.equals(candidate, tolerance.relative())) {
      return new Equal();
    }
    return new Undecidable(
        "a common distribution fits both, and so do different ones",
        "more bucket bounds in common",
        Want.RESOLUTION);
  }
}
