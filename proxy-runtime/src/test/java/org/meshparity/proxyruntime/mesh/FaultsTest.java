package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.inproxy.DurationScale;

class FaultsTest {

  private final Faults faults = new Faults();

  @Test
  void aFaultHitsTheWorkloadItNamesOnly() {
    faults.set("emit-twice=reviews-v2,ratings-v1");
    faults.set("seconds-as-milliseconds=details-v1");
    faults.set("unknown-label=reviews-v2:source_app");

    assertThat(faults.of("reviews-v2").hasSecondStatsFilter()).isTrue();
    assertThat(faults.of("ratings-v1").hasSecondStatsFilter()).isTrue();
    assertThat(faults.of("reviews-v1").hasSecondStatsFilter()).isFalse();
    assertThat(faults.of("details-v1").durationScale()).isEqualTo(DurationScale.SECONDS);
    assertThat(faults.of("reviews-v2").hiddenLabels()).containsExactly("source_app");
  }

  @Test
  void settingAgainReplacesAndClearingEnds() {
    faults.set("lose-reports=10%");
    faults.set("lose-reports=2.5%");
    assertThat(faults.of("reviews-v1").reportLoss()).isEqualTo(0.025);

    faults.clear("lose-reports");
    assertThat(faults.active()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "lose-reports; --fault must be NAME=VALUE",
        "loose-reports=10%; must be one of lose-reports, unknown-label, emit-twice",
        "lose-reports=10; such as 10%, was \"10\"",
        "lose-reports=101%; from 0% to 100%",
        "emit-twice=reviews-v4; istio-ingressgateway, productpage-v1, details-v1",
        "unknown-label=reviews-v2:colour; source_app, source_version",
        "unknown-label=reviews-v2; must be WORKLOAD:LABEL",
        "no-inproxy=; must name a workload"
      })
  void whatIsUnknownIsRefusedNamingWhatIsAllowed(String fault, String message) {
    assertThatThrownBy(() -> faults.set(fault))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
