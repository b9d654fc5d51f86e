package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.LabelRule.Reading;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Fraction;
import org.meshparity.rules.SeriesRules.SumRule;
import org.meshparity.rules.SideRules.Restart;

class IstioPackTest {

  private final Pack pack = Packs.builtIn("istio-mixer-to-inproxy");

  @Test
  void comparesRequestsDurationsAndSizes() {
    assertThat(pack.metrics())
        .extracting(MetricRule::name)
        .containsExactly(
            "requests",
            "request-duration",
            "request-size",
            "response-size",
            "tcp-sent-bytes",
            "tcp-received-bytes",
            "tcp-connections-opened",
            "tcp-connections-closed");
  }

  @Test
  void secondsOfMixerBecomeMillisecondsOfTheProxy() {
    MetricRule duration = metric("request-duration");

    assertThat(duration.legacy().series()).containsExactly("istio_request_duration_seconds");
    assertThat(duration.legacy().factor()).isEqualByComparingTo("1000");
    assertThat(duration.candidate().series())
        .containsExactly("istio_request_duration_milliseconds");
    assertThat(duration.candidate().factor()).isEqualByComparingTo("1");
    assertThat(duration.thresholds()).containsExactly(number(250), number(1000));
  }

  @Test
  void theProxyCountsStrictlyBelowAndItsBound500CountsUpTo490() {
    SeriesRules candidate = metric("request-duration").candidate();

    assertThat(candidate.le()).isEqualTo(SeriesRules.Le.EXCLUDES);
    assertThat(candidate.edges())
        .isEqualTo(Map.of(new BigDecimal("0.5"), number(1), number(500), number(490)));
  }

  @Test
  void theProxysSumOfDurationsIsOfBinMiddlesAndOfWholeMilliseconds() {
    SumRule sum = metric("request-duration").candidate().sum();

    assertThat(sum.from()).isEqualTo(new Fraction(20, 21));
    assertThat(sum.to()).isEqualTo(new Fraction(22, 21));
    assertThat(sum.below()).contains(new Below(number(10), number(1)));
    assertThat(sum.bins()).containsEntry(number(100), number(1)).hasSize(7);
  }

  @Test
  void requestSizesAreFoundUnderBothOfTheirNames() {
    List<String> names = List.of("istio_request_bytes", "istio_request_size");

    assertThat(metric("request-size").legacy().series()).isEqualTo(names);
    assertThat(metric("request-size").candidate().series()).isEqualTo(names);
    assertThat(metric("request-size").values()).isEqualTo(MetricRule.Values.INTEGER);
    assertThat(metric("request-size").comparableUpTo()).contains(number(10000));
  }

  @Test
  void mixerExpiresAndTheProxyShowsItsUptime() {
    assertThat(pack.legacy().expiry()).contains(Duration.ofMinutes(10));
    assertThat(pack.legacy().restart()).isEmpty();
    assertThat(pack.candidate().expiry()).isEmpty();
    assertThat(pack.candidate().restart())
        .contains(new Restart("envoy_server_uptime", Restart.Kind.UPTIME));
  }

  @Test
  void noMetricIsReadFromTheTargetsOfTheOtherSide() {
    assertThat(pack.legacy().selector()).hasToString("job=\"istio-mesh\"");
    assertThat(pack.candidate().selector()).hasToString("job=\"envoy-stats\"");
  }

  @Test
  void histogramsOfTheProxyWaitForItsFlushAndCountersDoNot() {
    assertThat(metric("requests").candidate().lag()).isZero();
    assertThat(metric("request-duration").candidate().lag()).isEqualTo(Duration.ofMillis(5500));
    assertThat(metric("request-duration").legacy().lag()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whatTheGenerationsSpellDifferentlyBecomesEqual() {
    assertThat(candidate("connection_security_policy").apply("MUTUAL_TLS")).isEqualTo("mutual_tls");
    assertThat(candidate("response_code").apply("0")).isEqualTo("500");
    assertThat(candidate("source_app").apply("")).isEqualTo("unknown");
    assertThat(candidate("source_app").apply("reviews")).isEqualTo("reviews");
  }

  @Test
  void everyMappingSaysWhereItComesFrom() {
    assertThat(pack.metrics())
        .allSatisfy(
            metric -> assertThat(metric.provenance().url()).startsWith("https://github.com/istio"));
  }

  @Test
  void everyKnownDifferenceHasABound() {
    assertThat(pack.knownDifferences())
        .isNotEmpty()
        .allSatisfy(known -> assertThat(known.upTo()).isLessThanOrEqualTo(BigDecimal.ONE));
  }

  private MetricRule metric(String name) {
    return pack.metrics().stream().filter(m -> m.name().equals(name)).findAny().orElseThrow();
  }

  private Reading candidate(String label) {
    return pack.labels().stream()
        .filter(rule -> rule.label().equals(label))
        .map(LabelRule::candidate)
        .findAny()
        .orElseThrow();
  }

  private static BigDecimal number(long number) {
    return BigDecimal.valueOf(number);
  }
}
