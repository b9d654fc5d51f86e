package org.meshparity.comparator.cause;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.comparator.verdict.Wording;

/** Groups of a run, made by their counts. */
final class Made {

  private final List<Group> groups = new ArrayList<>();

  /** A group whose counts are exact. */
  Made counted(Map<String, String> labels, double legacy, double candidate) {
    return counted(labels, new Bounds(legacy, legacy), new Bounds(candidate, candidate));
  }

  Made counted(Map<String, String> labels, Bounds legacy, Bounds candidate) {
    groups.add(
        new Group("requests", labels, List.of(judged(Claim.INCREASE, null, legacy, candidate))));
    return this;
  }

  /** A group whose counts agree and of which one claim is about values. */
  Made measured(
      Map<String, String> labels,
      Claim claim,
      @Nullable BigDecimal quantile,
      Bounds legacy,
      Bounds candidate) {
    Bounds hundred = new Bounds(100, 100);
    groups.add(
        new Group(
            "sizes",
            labels,
            List.of(
                judged(Claim.INCREASE, null, hundred, hundred),
                judged(claim, quantile, legacy, candidate))));
    return this;
  }

  private static Judgement judged(
      Claim claim, @Nullable BigDecimal quantile, Bounds legacy, Bounds candidate) {
    CounterRule rule =
        new CounterRule(Tolerance.relative(new BigDecimal("0.01")), new Remedy(15, 20));
    return new Judgement(
        claim,
        claim == Claim.INCREASE,
        null,
        quantile,
        legacy,
        candidate,
        "requests",
        rule.compare(legacy, candidate, Wording.counted("requests")));
  }

  List<Group> groups() {
    return groups;
  }

  List<CauseFound> causes(Surroundings around) {
    return new Causes(around).of(groups);
  }

  List<CauseFound> causes() {
    return causes(Around.nothing());
  }
}
