package org.meshparity.proxyruntime.sidecar.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {

  @Test
  void itIsReadAndWrittenWithAndWithoutItsScheme() {
    String uri = "spiffe://cluster.local/ns/default/sa/client";
    SpiffeId id = SpiffeId.parse(uri).orElseThrow();

    assertThat(id).hasToString(uri);
    assertThat(id.principal()).isEqualTo("cluster.local/ns/default/sa/client");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cluster.local/ns/default/sa/client",
        "https://cluster.local/ns/default/sa/client",
        "spiffe://cluster.local/ns/default/sa/client/",
        "spiffe://cluster.local/ns/../sa/client",
        "spiffe://Cluster.Local/ns/default/sa/client",
        "spiffe://cluster.local/ns/default/sa/\"quoted",
        "spiffe:///ns/default/sa/client"
      })
  void whatIsNoIdentityOfAMeshIsNone(String uri) {
    assertThat(SpiffeId.parse(uri)).isEmpty();
  }

  @Test
  void anImpossibleTrustDomainIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SpiffeId.requireTrustDomain("cluster local"))
        .withMessageContaining("was \"cluster local\"");
  }
}
