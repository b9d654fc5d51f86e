package org.meshparity.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pack says of some releases only holds for these, and for none where none is named. */
class SettingTest {

  private static final String ISTIO = "istio-mixer-to-inproxy";

  @ParameterizedTest
  @CsvSource({
    "1.3 - 1.8, 1.3, true",
    "1.3 - 1.8, 1.8.6, true",
    "1.3 - 1.8, 1.9, false",
    "1.3 - 1.8, 1.2.10, false",
    "1.5.0 - 1.5.1, 1.5, true",
    "1.5.0 - 1.5.1, 1.5.2, false",
    "1.4 - 1.5.1, 1.5.1, true",
    "1.4, 1.4.9, true",
    "1.4, 1.5, false",
    "1.10, 1.10.2, true",
    "1.2 - 1.10, 1.9, true"
  })
  void aRangeHoldsBothItsEnds(String range, String release, boolean holds) {
    assertThat(Releases.parse(range).holds(release)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.5 -1.6", "1.6 - 1.5", "a", "1.5 - ", "1.5 - 1.6 - 1.7"})
  void anythingElseIsNoRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Releases.parse(text))
        .withMessageStartingWith("must be a range of releases like");
  }

  @Test
  void withoutAReleaseOnlyWhatHoldsForAllOfThemHolds() {
    assertThat(Packs.resolve(ISTIO).knownDifferences())
        .extracting(KnownDifference::id)
        .contains("probes-counted")
        .doesNotContain("no-tcp-yet", "headers-in-sizes", "denied-by-policy");
  }

  @Test
  void aReleaseBringsWhatIsSpecialToIt() {
    Pack pack = Packs.resolve(ISTIO + "@1.4.3");

    assertThat(pack.name()).isEqualTo(ISTIO + "@1.4.3");
    assertThat(pack.knownDifferences())
        .extracting(KnownDifference::id)
        .contains("probes-counted", "no-tcp-yet")
        .doesNotContain("headers-in-sizes", "denied-by-policy");
  }

  @Test
  void anOptionBringsWhatHoldsWithIt() {
    assertThat(Packs.resolve(ISTIO + "@1.5,policy-checks").knownDifferences())
        .extracting(KnownDifference::id)
        .contains("denied-by-policy", "headers-in-sizes")
        .doesNotContain("no-tcp-yet");
  }

  @Test
  void whatIsSaidOfAReleaseStandsForWhatIsSaidInGeneral() {
    assertThat(flags("").apply("DC")).isEqualTo("DC");
    assertThat(flags("@1.4").read(label -> "DC")).isEqualTo("DC");
    assertThat(flags("@1.3").read(label -> "DC")).isEqualTo("-");
  }

  private static LabelRule.Reading flags(String setting) {
    return Packs.resolve(ISTIO + setting).labels().stream()
        .filter(rule -> rule.label().equals("response_flags"))
        .findAny()
        .orElseThrow()
        .candidate();
  }

  @Test
  void theIstioPackIsSoundForEveryRelease() {
    for (String release :
        new String[] {"1.3", "1.4", "1.5", "1.5.1", "1.5.2", "1.6", "1.7", "1.8"}) {
      assertThat(Packs.resolve(ISTIO + "@" + release).metrics()).hasSize(8);
    }
  }

  @Test
  void aReleaseOrAnOptionThatThePackDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> Packs.resolve(ISTIO + "@1.9"))
        .hasMessageMatching(
            "istio-mixer-to-inproxy.yaml:[0-9]+:[0-9]+: releases are 1.3 - 1.8, asked for was 1.9");
    assertThatThrownBy(() -> Packs.resolve(ISTIO + "@1.5,policy-check"))
        .hasMessageContaining("did you mean policy-checks?");
    assertThatThrownBy(() -> Packs.resolve(ISTIO + "@1.5,1.6"))
        .hasMessageContaining("must name one release");
    assertThatThrownBy(() -> Packs.resolve(ISTIO + "@"))
        .hasMessageContaining("must name one release");
  }

  @Test
  void aPackWithoutReleasesKnowsNone() {
    assertThatThrownBy(() -> SoundPack.read(bytes(SoundPack.YAML), Setting.parse("1.5")))
        .hasMessage("shop.yaml:1:1: releases is missing, asked for was 1.5");
  }

  @Test
  void metricsMayBeThereForSomeReleasesOnly() {
    String yaml =
        SoundPack.with("identity:", "releases: 1.0 - 2.0\nidentity:")
            .replace("    unit: orders\n", "    unit: orders\n    releases: \"1.5\"\n");

    assertThat(SoundPack.read(bytes(yaml), Setting.UNKNOWN).metrics()).hasSize(1);
    assertThat(SoundPack.read(bytes(yaml), Setting.parse("1.5.2")).metrics()).hasSize(2);
    assertThat(SoundPack.read(bytes(yaml), Setting.parse("1.6")).metrics()).hasSize(1);
  }

  private static byte[] bytes(String yaml) {
    return yaml.getBytes(StandardCharsets.UTF_8);
  }
}
