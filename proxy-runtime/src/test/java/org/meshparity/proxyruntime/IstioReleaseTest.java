package org.meshparity.proxyruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IstioReleaseTest {

  @Test
  void aLineStandsForItsLastPatch() {
    assertThat(IstioRelease.parse("1.3")).isEqualTo(new IstioRelease(3, 8)).hasToString("1.3");
    assertThat(IstioRelease.parse("1.4")).isEqualTo(IstioRelease.V1_4);
  }

  @Test
  void aPatchIsComparedWithinAndAcrossLines() {
    IstioRelease release = IstioRelease.parse("1.5.1");

    assertThat(release).hasToString("1.5.1");
    assertThat(release.isAtLeast(5)).isTrue();
    assertThat(release.isAtLeast(5, 2)).isFalse();
    assertThat(release.isAtLeast(4, 10)).isTrue();
    assertThat(release).isLessThan(IstioRelease.V1_5).isGreaterThan(IstioRelease.V1_4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1.2", "1.9", "1.3.9", "1.4.11", "1.4.", "v1.4", "2.4", "1.4.3.1"})
  void anythingElseIsRefusedWithWhatIsKnown(String text) {
    assertThatThrownBy(() -> IstioRelease.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.3, 1.4, 1.5, 1.6")
        .hasMessageEndingWith("was \"" + text + "\"");
  }
}
