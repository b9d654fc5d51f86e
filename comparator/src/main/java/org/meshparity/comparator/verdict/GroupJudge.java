package org.meshparity.comparator.verdict;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Finding.Different;
import org.meshparity.comparator.verdict.Finding.Equal;
import org.meshparity.comparator.verdict.Finding.Missing;
import org.meshparity.comparator.verdict.Finding.NoData;
import org.meshparity.comparator.verdict.Finding.Undecidable;
import org.meshparity.comparator.verdict.Finding.Undecidable.Want;
import org.meshparity.rules.MetricRule;

/**
 * Judges all claims about one group of one metric: is it there, did its count gain alike, and if a
 * histogram, did its shape.
 */
public final class GroupJudge {

  private static final String REQUESTS = "requests";

  private final CounterRule rule;
  private final @Nullable HistogramJudge histogram;
  private final String unit;

  /** For all groups of one metric. */
  public GroupJudge(MetricRule metric, CounterRule rule, Tolerance tolerance) {
    this.rule = rule;
    this.unit = metric.type() == MetricRule.Type.COUNTER ? metric.unit() : REQUESTS;
    this.histogram =
        metric.type() != MetricRule.Type.COUNTER
            ? new HistogramJudge(metric, rule, tolerance, unit)
            : null;
  }

  /**
   * The same, unless something forbids every conclusion.
   *
   * @param open what forbids it; null if nothing does
   */
  public List<Judgement> judge(SideGains legacy, SideGains candidate, @Nullable Undecidable open) {
    Gains one = legacy.gains();
    Gains two = candidate.gains();
    if (open == null || one == null || two == null) {
      List<Judgement> judgements = judge(legacy, candidate);
      return HiddenExpiry.between(one, two)
          .map(hidden -> hidden.tell(judgements, judge(hidden.legacy(), hidden.candidate())))
          .orElse(judgements);
    }
    return List.of(Judgement.gating(Claim.INCREASE, null, one.count(), two.count(), unit, open));
  }

  /** Presence first, then the count, then what else the metric tells. */
  public List<Judgement> judge(SideGains legacy, SideGains candidate) {
    Gains one = legacy.gains();
    Gains other = candidate.gains();
    if (one == null || other == null) {
      return List.of(broken(legacy, candidate, unit));
    }
    Finding count = count(legacy, candidate, one.count(), other.count());
    List<Judgement> judgements = new ArrayList<>();
    judgements.add(
        Judgement.gating(
            Claim.PRESENCE,
            null,
            one.count(),
            other.count(),
            unit,
            presence(legacy, candidate, count)));
    judgements.add(Judgement.gating(Claim.INCREASE, null, one.count(), other.count(), unit, count));
    if (histogram != null && legacy.seen() && candidate.seen() && !(count instanceof NoData)) {
      judgements.addAll(histogram.judge(one, other, count));
    }
    return judgements;
  }

  static Judgement broken(SideGains legacy, SideGains candidate, String unit) {
    String side = legacy.broken() != null ? "legacy" : "candidate";
    String why = legacy.broken() != null ? legacy.broken() : candidate.broken();
    Finding finding =
        new Undecidable(side + " cannot be read: " + why, "mending what exposes it", Want.DATA);
    return new Judgement(Claim.INCREASE, true, null, null, null, null, unit, finding);
  }

  private Finding count(SideGains legacy, SideGains candidate, Bounds one, Bounds other) {
    if (one.upper() == 0 && other.upper() == 0) {
      return new NoData("nothing happened in the window");
    }
    Finding finding = rule.compare(one, other, Wording.counted(unit));
    boolean bothSeen = legacy.seen() && candidate.seen();
    return finding instanceof Different different && !bothSeen
        ? new Missing(different.atLeast(), different.more(), unit)
        : finding;
  }

  private static Finding presence(SideGains legacy, SideGains candidate, Finding count) {
    boolean bothSeen = legacy.seen() && candidate.seen();
    return bothSeen && !(count instanceof NoData) ? Equal.EQUAL : count;
  }
}
