package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.sidecar.Telemetry;

class InstallationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // switches | reports to Mixer | metadata exchange | in-proxy metrics
        "enabled=false | false | false | false",
        "v1.enabled=true,v2.enabled=false | true | false | false",
        "v1.enabled=false,v2.enabled=true | false | true | true",
        "v1.enabled=false,v2.enabled=true,v2.prometheus.enabled=true | false | true | true",
        "v1.enabled=false,v2.enabled=true,v2.prometheus.enabled=false | false | true | false",
        "v1.enabled=true,v2.enabled=true | false | true | true",
      })
  void switchesHaveIstiosEffects(String set, boolean reports, boolean exchange, boolean metrics) {
    List<String> switches =
        List.of(set.split(",")).stream().map(one -> "values.telemetry." + one).toList();

    assertThat(Installation.of(switches).telemetry())
        .isEqualTo(new Telemetry(reports, exchange, metrics));
  }

  @Test
  void bothReportOnceMixersReportsAreNotDisabled() {
    assertThat(
            Installation.of(
                    List.of(
                        "values.telemetry.v1.enabled=true,values.telemetry.v2.enabled=true",
                        "meshConfig.disableMixerHttpReports=false"))
                .telemetry())
        .isEqualTo(Telemetry.BOTH);
    assertThat(Installation.of(List.of()).telemetry()).isEqualTo(Telemetry.BOTH);
  }

  @Test
  void theStartSaysWhyMixerStaysSilent() {
    assertThat(
            Installation.of(
                    List.of("values.telemetry.v1.enabled=true", "values.telemetry.v2.enabled=true"))
                .description())
        .contains("disableMixerHttpReports=true");
  }

  @Test
  void unknownSwitchesAndValuesAreRefused() {
    assertThatThrownBy(() -> Installation.of(List.of("values.telemetry.v3.enabled=true")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("values.telemetry.v2.enabled");
    assertThatThrownBy(() -> Installation.of(List.of("values.telemetry.enabled=yes")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--set values.telemetry.enabled must be true or false, was \"yes\"");
  }
}
