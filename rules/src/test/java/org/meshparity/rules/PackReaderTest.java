package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.rules.LabelStep.LowerCase;
import org.meshparity.rules.LabelStep.MapValues;
import org.meshparity.rules.LabelStep.StripPrefix;
import org.meshparity.rules.MetricRule.Provenance;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Fraction;
import org.meshparity.rules.SeriesRules.Precision;
import org.meshparity.rules.SeriesRules.SumRule;
import org.meshparity.rules.SideRules.Restart;

class PackReaderTest {

  private final Pack pack = SoundPack.read(SoundPack.YAML);

  @Test
  void sidesHaveTheirSelectorsIntervalsAndSignals() {
    assertThat(pack.legacy())
        .isEqualTo(
            new SideRules(
                LabelMatchers.parse("job=\"old\""),
                Duration.ofSeconds(15),
                Optional.of(Duration.ofMinutes(90)),
                Optional.empty()));
    assertThat(pack.candidate().scrapeInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(pack.candidate().restart())
        .contains(new Restart("shop_started", Restart.Kind.START_TIME));
  }

  @Test
  void theSidesLagHoldsWhereAMetricNamesNone() {
    assertThat(pack.metrics().get(0).legacy().lag()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pack.metrics().get(0).candidate().lag()).isEqualTo(Duration.ZERO);
    assertThat(pack.metrics().get(1).candidate().lag()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whatAMetricLeavesOutIsTheMostCautiousReading() {
    SeriesRules legacy = pack.metrics().get(0).legacy();

    assertThat(legacy.factor()).isEqualByComparingTo("1");
    assertThat(legacy.le()).isEqualTo(SeriesRules.Le.INCLUDES);
    assertThat(legacy.ties()).isEqualTo(SeriesRules.Ties.POSSIBLE);
    assertThat(legacy.edges()).isEmpty();
    assertThat(legacy.precision()).isEqualTo(Precision.EXACT);
    assertThat(legacy.sum()).isEqualTo(SumRule.EXACT);
  }

  @Test
  void everyKeyOfAHistogramArrivesInItsRule() {
    MetricRule metric = pack.metrics().get(1);
    SeriesRules candidate = metric.candidate();

    assertThat(metric.legacy().series()).containsExactly("order_seconds", "order_time_seconds");
    assertThat(candidate.ties()).isEqualTo(SeriesRules.Ties.NONE);
    assertThat(candidate.precision())
        .isEqualTo(new Precision(BigDecimal.ZERO, new BigDecimal("0.5")));
    assertThat(candidate.sum())
        .isEqualTo(
            new SumRule(
                new Fraction(20, 21),
                new Fraction(22, 21),
                Optional.of(new Below(BigDecimal.TEN, BigDecimal.ONE)),
                Map.of(
                    BigDecimal.TEN, new BigDecimal("0.1"), new BigDecimal("1e2"), BigDecimal.ONE)));
    assertThat(metric.comparableUpTo()).contains(new BigDecimal("10000"));
    assertThat(metric.provenance())
        .isEqualTo(new Provenance("https://example.com/time", "1 - 2", "2026-11-22"));
  }

  @Test
  void lossesNameTheSendersCountersAndHowMuchAReportHolds() {
    assertThat(pack.losses())
        .containsExactly(
            new Losses(
                true, false, List.of("shop_send_errors", "shop_timeouts"), 100, List.of("orders")));
    assertThat(pack.outcome()).containsExactly("status");
  }

  @Test
  void aCauseNamesGroupsBySideOrByWhereTheyMovedFrom() {
    CauseRule probes = pack.causes().get(0);
    CauseRule noAnswer = pack.causes().get(1);

    assertThat(probes.side()).isEqualTo(KnownDifference.Side.CANDIDATE_MORE);
    assertThat(probes.concerns("order-time")).isFalse();
    assertThat(probes.about("mean")).isFalse();
    assertThat(noAnswer.concerns("order-time")).isTrue();
    assertThat(noAnswer.insteadOf()).map(LabelMatchers::toString).contains("status=~\"500|200\"");
  }

  @Test
  void anEdgeIsFoundHoweverItsBoundIsWritten() {
    Map<BigDecimal, BigDecimal> edges = pack.metrics().get(1).candidate().edges();

    assertThat(edges.get(new BigDecimal("500.0"))).isEqualByComparingTo("490");
    assertThat(edges.get(new BigDecimal("5e2"))).isEqualByComparingTo("490");
    assertThat(edges.get(new BigDecimal("50"))).isNull();
  }

  @Test
  void labelsAreReadUnderTheirNameOnEachSideAndChangedInAFixedOrder() {
    LabelRule policy = pack.labels().get(2);

    assertThat(pack.labels())
        .extracting(LabelRule::label)
        .containsExactly("shop", "version", "policy");
    assertThat(policy.legacy().from()).isEqualTo("old_policy");
    assertThat(policy.legacy().apply("mode-tls")).isEqualTo("tls");
    assertThat(policy.legacy().apply("a mode-tls")).isEqualTo("a mode-tls");
    assertThat(policy.candidate().steps())
        .containsExactly(
            new StripPrefix("spiffe://"), new LowerCase(), new MapValues(Map.of("tls", "mutual")));
    assertThat(policy.candidate().apply("spiffe://TLS")).isEqualTo("mutual");
  }

  @Test
  void anAlternativeIsRewrittenAsAWhole() {
    String yaml = SoundPack.with("\"mode-(.*)\"", "\"(a|ab)(c?)\"");

    assertThat(SoundPack.read(yaml).labels().get(2).legacy().apply("ab")).isEqualTo("ab");
    assertThat(SoundPack.read(yaml).labels().get(2).legacy().apply("ac")).isEqualTo("a");
  }

  @Test
  void aKnownDifferenceHasItsBoundAsAShare() {
    KnownDifference known = pack.knownDifferences().get(0);

    assertThat(known.upTo()).isEqualByComparingTo("0.125");
    assertThat(known.side()).isEqualTo(KnownDifference.Side.CANDIDATE_MORE);
    assertThat(known.metrics()).isEqualTo(List.of("orders", "order-time"));
    assertThat(known.when()).hasToString("shop=\"unknown\"");
  }

  @ParameterizedTest
  @CsvSource({
    "envoy_server_uptime, UPTIME",
    "app_uptime_seconds, UPTIME",
    "process_start_time_seconds, START_TIME"
  })
  void theUsualRestartSignalsNeedOnlyTheirName(String series, Restart.Kind kind) {
    String yaml = SoundPack.with("{series: shop_started, kind: start-time}", series);

    assertThat(SoundPack.read(yaml).candidate().restart()).contains(new Restart(series, kind));
  }

  @ParameterizedTest
  @CsvSource({"0s, 0", "250ms, 250", "1m, 60000", "1h30m, 5400000", "1d, 86400000", "1s5ms, 1005"})
  void durationsAreWrittenAsInPrometheus(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"''", "5", "s", "1.5s", "-1s", "1m1h", "1 s", "+1s", "1S", "99999999999s"})
  void otherDurationsAreRefused(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a duration like 15s, 1h30m or 250ms");
  }

  @ParameterizedTest
  @CsvSource({
    "(?:a{40}){30}",
    "((a{1000}){1000}){1000}",
    "(([[:alpha:])]a{1000}){1000}",
    "\\Q[\\E(a{1000}){1000}",
    "((?:a{99}|b)+){99}",
    "a{1001}"
  })
  void nestedRepeatsThatWouldTakeAllMemoryAreRefused(String expression) {
    assertThatThrownBy(() -> Re2.whole(expression)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', 123e4567-e89b-12d3-a456-426614174000",
    "'a{2}b{500}?|\\{99999}|\\x{41}', A",
    "'[{]{1,}', {{"
  })
  void ordinaryRepeatsAreUnderstood(String expression, String value) {
    assertThat(Re2.whole(expression).matches(value)).isTrue();
  }

  /** RE2 never goes back: what takes others an age to refuse takes it a moment. */
  @Test
  void anExpressionThatBacktracksForEverElsewhereTakesLinearTime() {
    String yaml = SoundPack.with("\"mode-(.*)\"", "\"((?:a+)+)+b\"");
    LabelRule.Reading policy = SoundPack.read(yaml).labels().get(2).legacy();
    LabelMatchers matchers = LabelMatchers.parse("x=~\"(a|aa|a?)*c\"");
    String value = "a".repeat(20_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(policy.apply(value)).isEqualTo(value);
          assertThat(matchers.matches(label -> value)).isFalse();
        });
  }
}
