package org.meshparity.comparator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.comparator.verdict.CounterRule;
import org.meshparity.comparator.verdict.Judgement;
import org.meshparity.comparator.verdict.Remedy;
import org.meshparity.comparator.verdict.Tolerance;
import org.meshparity.comparator.verdict.Wording;

class CausesTest {

  private final List<Group> groups = new ArrayList<>();

  @Test
  void whatIsShortEverywhereAlikeWasLost() {
    count("reviews", 90, 100);
    count("ratings", 45, 50);

    assertThat(found()).containsExactly("report-loss");
  }

  @Test
  void lossIsProvedByTheSendersOwnCount() {
    count("reviews", 90, 100);

    assertThat(new Causes(failed(1, 10)).of(groups).get(0).confidence()).isEqualTo("proved");
  }

  @Test
  void failedReportsThatHoldLessThanIsLackingProveNothing() {
    count("reviews", 90, 100);

    assertThat(new Causes(failed(1, 9)).of(groups).get(0).confidence()).isEqualTo("likely");
  }

  @Test
  void noFailedReportProvesNothing() {
    count("reviews", 90, 100);

    assertThat(new Causes(failed(0, 100)).of(groups).get(0).confidence()).isEqualTo("likely");
  }

  @Test
  void twiceAsMuchIsADuplicate() {
    count("reviews", 100, 200);
    count("ratings", 50, 50);

    CauseFound cause = new Causes(nothing()).of(groups).get(0);
    assertThat(cause.id()).isEqualTo("duplicate-emission");
    assertThat(cause.where()).isEqualTo(Map.of("workload", "reviews"));
  }

  @Test
  void oneAgainstTwoIsALossWhereOthersLostToo() {
    count("reviews", 90, 100);
    count("ratings", 1, 2);

    assertThat(found()).containsExactly("report-loss");
  }

  @Test
  void trafficThatMovedToUnknownIsUnknownInflation() {
    count("reviews", 100, 0);
    count("unknown", 0, 100);

    assertThat(found()).containsExactly("unknown-inflation");
  }

  @Test
  void trafficThatMovedToAnotherValueIsLabelDrift() {
    count("reviews:9080", 0, 100);
    count("reviews", 100, 0);

    assertThat(found()).containsExactly("label-drift");
  }

  @Test
  void oneWorkloadWithoutTheNewGenerationIsAMixedRollout() {
    count("reviews", 100, 100);
    count("ratings", 50, 0);

    CauseFound cause = new Causes(nothing()).of(groups).get(0);
    assertThat(cause.id()).isEqualTo("mixed-rollout");
    assertThat(cause.where()).isEqualTo(Map.of("workload", "ratings"));
  }

  @Test
  void equalCountsOfValuesAThousandTimesSmallerAreAUnitMismatch() {
    mean("details", 50, 50, new Bounds(30, 31), new Bounds(0.029, 0.033));
    mean("reviews", 50, 50, new Bounds(30, 31), new Bounds(29, 33));

    CauseFound cause = new Causes(nothing()).of(groups).get(0);
    assertThat(cause.id()).isEqualTo("unit-mismatch");
    assertThat(cause.groups()).hasSize(1);
  }

  @Test
  void whatNothingExplainsIsSummarisedByItsLabels() {
    count("reviews", 100, 130);
    count("ratings", 100, 60);
    count("details", 100, 100);

    assertThat(found()).containsOnly("unexplained");
  }

  @Test
  void equalGroupsHaveNoCause() {
    count("reviews", 100, 100);

    assertThat(found()).isEmpty();
  }

  private static Surroundings nothing() {
    return Around.nothing();
  }

  private static Surroundings failed(double reports, long holds) {
    return Around.failed(
        new SenderFailures(
            true,
            List.of("send_errors"),
            new Bounds(reports, reports),
            holds,
            List.of("requests"),
            List.of()));
  }

  private List<String> found() {
    return new Causes(nothing()).of(groups).stream().map(CauseFound::id).toList();
  }

  private void count(String workload, double legacy, double candidate) {
    groups.add(group(workload, List.of(increase(legacy, candidate))));
  }

  private void mean(String workload, double one, double two, Bounds before, Bounds after) {
    Judgement mean =
        new Judgement(
            Claim.MEAN,
            false,
            null,
            null,
            before,
            after,
            "milliseconds",
            rule().compare(before, after, Wording.measured("mean", "milliseconds")));
    groups.add(group(workload, List.of(increase(one, two), mean)));
  }

  private static Judgement increase(double legacy, double candidate) {
    Bounds one = new Bounds(legacy, legacy);
    Bounds two = new Bounds(candidate, candidate);
    return new Judgement(
        Claim.INCREASE,
        true,
        null,
        null,
        one,
        two,
        "requests",
        rule().compare(one, two, Wording.counted("requests")));
  }

  private static Group group(String workload, List<Judgement> judgements) {
    Map<String, String> labels = new TreeMap<>(Map.of("workload", workload, "reporter", "source"));
    return new Group("requests", labels, judgements);
  }

  private static CounterRule rule() {
    return new CounterRule(Tolerance.relative(new BigDecimal("0.01")), new Remedy(15, 20));
  }
}
