package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.IstioRelease;

class InProxySettingsTest {

  private static final NodeMetadata GATEWAY =
      new NodeMetadata("router~1", "gw", "istio-system", "istio-ingressgateway", "", "", Map.of());

  @ParameterizedTest
  @CsvSource({"1.3,false", "1.5.1,false", "1.5.2,true", "1.6.0,true", "1.8,true"})
  void aGatewayTakesNoHostForAServiceFromOneFiveTwoOn(String release, boolean disabled) {
    InProxySettings settings = InProxySettings.ofGateway(GATEWAY, IstioRelease.parse(release));

    assertThat(settings.outbound().disableHostHeaderFallback()).isEqualTo(disabled);
    assertThat(InProxySettings.of(GATEWAY, IstioRelease.parse(release)).outbound())
        .isEqualTo(StatsFilterConfig.DEFAULT);
  }
}
