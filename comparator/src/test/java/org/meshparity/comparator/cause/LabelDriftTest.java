package org.meshparity.comparator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.CauseRule;
import org.meshparity.rules.KnownDifference.Side;
import org.meshparity.rules.LabelMatchers;

class LabelDriftTest {

  @Test
  void anotherCaseIsSuggestedAsAPackLine() {
    assertThat(suggested("cart", "CART"))
        .contains("in the pack, under labels: - {label: app, candidate: {case: lower}}");
  }

  @Test
  void aPrefixIsSuggestedAsAPackLine() {
    assertThat(suggested("ns/shop/sa/cart", "spiffe://ns/shop/sa/cart"))
        .contains(
            "in the pack, under labels: - {label: app, candidate: {strip-prefix: \"spiffe://\"}}");
  }

  @Test
  void aPortIsSuggestedAsAPackLine() {
    assertThat(suggested("cart", "cart:8080"))
        .contains("in the pack, under labels: - {label: app, candidate: {strip: port}}");
  }

  @Test
  void aFullNameIsSuggestedAsAPackLine() {
    assertThat(suggested("cart", "cart.shop.svc.cluster.local"))
        .contains(
            "in the pack, under labels: - {label: app, candidate: {regex: {match:"
                + " \"([^.]+)\\\\..*\", replace: \"$1\"}}}");
  }

  @Test
  void anotherWordIsSuggestedAsAMap() {
    assertThat(suggested("v1", "1.0 \"final\""))
        .contains(
            "in the pack, under labels: - {label: app, candidate: {values: {\"1.0 \\\"final\\\"\":"
                + " v1}}}");
  }

  @Test
  void whatLegacyWritesInCapitalsIsLegacysToLower() {
    assertThat(suggested("MUTUAL_TLS", "mutual_tls"))
        .contains("in the pack, under labels: - {label: app, legacy: {case: lower}}");
  }

  @Test
  void oneValueForTwoIsNotMapped() {
    List<CauseFound> causes =
        new Made()
            .counted(Map.of("app", "a"), 100, 0)
            .counted(Map.of("app", "b"), 100, 0)
            .counted(Map.of("app", "x"), 0, 200)
            .causes();

    assertThat(causes).extracting(CauseFound::id).containsExactly("label-drift");
    assertThat(causes.get(0).evidence()).noneMatch(line -> line.startsWith("in the pack"));
  }

  @Test
  void twoLabelsThatMovedTogetherAreOneCause() {
    List<CauseFound> causes =
        new Made()
            .counted(Map.of("app", "a", "version", "v1", "code", "200"), 100, 0)
            .counted(Map.of("app", "a", "version", "v1", "code", "404"), 50, 0)
            .counted(Map.of("app", "A", "version", "1", "code", "200"), 0, 100)
            .counted(Map.of("app", "A", "version", "1", "code", "404"), 0, 50)
            .causes();

    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).title()).startsWith("app and version are written otherwise");
  }

  @Test
  void equalTotalsOfOneSidesValuesAreAProof() {
    assertThat(drift("cart", "CART", 100).proved()).isTrue();
  }

  @Test
  void tenRequestsThatMovedProveNothing() {
    assertThat(drift("cart", "CART", 10).proved()).isFalse();
  }

  @Test
  void anUnknownIsBrokenDownByHowRequestsEnded() {
    List<CauseFound> causes =
        new Made()
            .counted(Map.of("app", "cart", "code", "200"), 90, 0)
            .counted(Map.of("app", "unknown", "code", "200"), 0, 90)
            .counted(Map.of("app", "cart", "code", "503"), 30, 0)
            .counted(Map.of("app", "unknown", "code", "503"), 0, 30)
            .causes(Around.declared(List.of(), List.of("code")));

    assertThat(causes.get(0).id()).isEqualTo("unknown-inflation");
    assertThat(causes.get(0).evidence())
        .contains("by code: \"200\" at least 90 (75.0 %), \"503\" at least 30 (25.0 %)");
    assertThat(causes.get(0).view().by()).containsExactly("app", "code");
  }

  @Test
  void aPackMayNameWhatMoved() {
    CauseRule rule =
        new CauseRule(
            "no-response",
            "no response",
            List.of(),
            List.of(),
            LabelMatchers.parse("app=\"0\""),
            Optional.of(LabelMatchers.parse("app=\"500\"")),
            Side.EITHER,
            "x");
    List<CauseFound> causes =
        new Made()
            .counted(Map.of("app", "500"), 100, 0)
            .counted(Map.of("app", "0"), 0, 100)
            .causes(Around.declared(List.of(rule), List.of()));

    assertThat(causes).extracting(CauseFound::id).containsExactly("no-response");
  }

  private static List<String> suggested(String legacy, String candidate) {
    return drift(legacy, candidate, 100).evidence();
  }

  private static CauseFound drift(String legacy, String candidate, double count) {
    return new Made()
        .counted(Map.of("app", legacy, "code", "200"), count, 0)
        .counted(Map.of("app", candidate, "code", "200"), 0, count)
        .counted(Map.of("app", "other", "code", "200"), 100, 100)
        .causes()
        .get(0);
  }
}
