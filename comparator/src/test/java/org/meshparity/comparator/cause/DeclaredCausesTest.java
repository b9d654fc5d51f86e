package org.meshparity.comparator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.verdict.Claim;
import org.meshparity.rules.CauseRule;
import org.meshparity.rules.KnownDifference.Side;
import org.meshparity.rules.LabelMatchers;

class DeclaredCausesTest {

  private static final Map<String, String> UNKNOWN = Map.of("app", "unknown");

  @Test
  void aGroupThatFitsIsNamedAndLikely() {
    CauseFound cause =
        new Made().counted(UNKNOWN, 10, 110).causes(Around.declared(rules(), List.of())).get(0);

    assertThat(cause.id()).isEqualTo("probe-traffic");
    assertThat(cause.confidence()).isEqualTo("likely");
  }

  @Test
  void theOtherSideHavingMoreIsNotThatCause() {
    assertThat(new Made().counted(UNKNOWN, 110, 10).causes(Around.declared(rules(), List.of())))
        .extracting(CauseFound::id)
        .doesNotContain("probe-traffic");
  }

  @Test
  void otherLabelsAreNotThatCause() {
    assertThat(
            new Made()
                .counted(Map.of("app", "cart"), 10, 110)
                .causes(Around.declared(rules(), List.of())))
        .extracting(CauseFound::id)
        .doesNotContain("probe-traffic");
  }

  @Test
  void largerValuesOfEqualCountsAreMoreOfTheCandidate() {
    assertThat(
            new Made()
                .measured(UNKNOWN, Claim.MEAN, null, new Bounds(100, 101), new Bounds(400, 410))
                .causes(Around.declared(rules(), List.of())))
        .extracting(CauseFound::id)
        .containsExactly("header-bytes");
  }

  @Test
  void aQuantileInTheLastBucketIsSaturated() {
    Bounds above = new Bounds(10_000, Double.POSITIVE_INFINITY);
    CauseFound cause =
        new Made()
            .measured(
                UNKNOWN, Claim.QUANTILE, new BigDecimal("0.99"), above, new Bounds(10_000, 30_000))
            .causes()
            .get(0);

    assertThat(cause.id()).isEqualTo("saturated-bucket");
    assertThat(cause.title()).startsWith("p99 lies in the +Inf bucket on the legacy side");
  }

  private static List<CauseRule> rules() {
    return List.of(
        rule("probe-traffic", "requests", List.of("increase", "presence")),
        rule("header-bytes", "sizes", List.of("mean", "bucket")));
  }

  private static CauseRule rule(String id, String metric, List<String> claims) {
    return new CauseRule(
        id,
        "as the pack says",
        List.of(metric),
        claims,
        LabelMatchers.parse("app=\"unknown\""),
        Optional.empty(),
        Side.CANDIDATE_MORE,
        "x");
  }
}
