package org.meshparity.comparator.cause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void anAtLeastIsNeverRoundedUp() {
    assertThat(Text.atLeastPercent(9.99, 100)).isEqualTo("9.9 %");
    assertThat(Text.atLeastPercent(1, 1_000)).isEqualTo("0.1 %");
    assertThat(Text.atLeastPercent(1999, 1_000_000)).isEqualTo("0.1 %");
    assertThat(Text.atLeast(17.9)).isEqualTo("17");
    assertThat(Text.span(17.9, Double.POSITIVE_INFINITY)).isEqualTo("at least 17");
    assertThat(Text.span(17.9, 18.1)).isEqualTo("17 to 19");
  }

  @Test
  void aShareThatIsExactKeepsItsValue() {
    assertThat(Text.atLeastPercent(29, 100))
        .isEqualTo("29.0 %"); // 0.29 x 100 is 28.999… in doubles
    assertThat(Text.atLeastPercent(100, 100)).isEqualTo("100.0 %");
  }

  @Test
  void ofAnUnknownWholeNothingIsCertain() {
    assertThat(Text.atLeastPercent(5, Double.POSITIVE_INFINITY)).isEqualTo("0.0 %");
    assertThat(Text.atLeastPercent(-5, 100)).isEqualTo("0.0 %");
  }
}
