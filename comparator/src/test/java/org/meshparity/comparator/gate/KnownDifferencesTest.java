package org.meshparity.comparator.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.rules.KnownDifference;
import org.meshparity.rules.KnownDifference.Side;
import org.meshparity.rules.LabelMatchers;

class KnownDifferencesTest {

  private static final Map<String, String> PROBED = Map.of("source", "unknown");

  private final KnownDifferences known =
      new KnownDifferences(
          List.of(
              new KnownDifference(
                  "probes",
                  "probe-traffic",
                  List.of("requests"),
                  LabelMatchers.parse("source=\"unknown\""),
                  Side.CANDIDATE_MORE,
                  new BigDecimal("0.5"),
                  "istio/istio#27475")));

  @Test
  void aDifferenceWithinTheBoundIsExplained() {
    assertThat(explained(PROBED, exactly(100), exactly(150))).isTrue();
  }

  @Test
  void aDifferenceThatMayBeLargerThanTheBoundIsNot() {
    assertThat(explained(PROBED, exactly(100), new Bounds(140, 151))).isFalse();
  }

  @Test
  void theOtherDirectionIsNot() {
    assertThat(explained(PROBED, exactly(100), exactly(90))).isFalse();
  }

  @Test
  void otherGroupsAreNot() {
    assertThat(explained(Map.of("source", "reviews"), exactly(100), exactly(110))).isFalse();
  }

  @Test
  void whatLegacyNeverCountedIsAWholeMore() {
    assertThat(explained(PROBED, Bounds.ZERO, exactly(10))).isFalse();
  }

  @Test
  void unitsBoundWhatIsNoShareOfNothing() {
    KnownDifferences headers =
        new KnownDifferences(
            List.of(
                new KnownDifference(
                    "headers",
                    "header-bytes",
                    List.of("sizes"),
                    LabelMatchers.ALL,
                    Side.CANDIDATE_MORE,
                    BigDecimal.ONE,
                    new BigDecimal("500"),
                    List.of("quantile"),
                    "istio/istio#1")));

    assertThat(quantile(headers, new Bounds(0, 1), new Bounds(49, 500))).isTrue();
    assertThat(quantile(headers, new Bounds(0, 1), new Bounds(49, 501))).isFalse();
    assertThat(quantile(headers, new Bounds(49, 99), new Bounds(0, 1))).isFalse();
  }

  private static boolean quantile(KnownDifferences known, Bounds legacy, Bounds candidate) {
    return known.explaining("sizes", "quantile", Map.of(), legacy, candidate, BigDecimal.ONE)
        != null;
  }

  private boolean explained(Map<String, String> group, Bounds legacy, Bounds candidate) {
    return known.explaining("requests", "increase", group, legacy, candidate, BigDecimal.ONE)
        != null;
  }

  private static Bounds exactly(double count) {
    return new Bounds(count, count);
  }
}
