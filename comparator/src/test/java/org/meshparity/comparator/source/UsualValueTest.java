package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UsualValueTest {

  private final UsualValue value = new UsualValue();

  @Test
  void aDecimalLikeTheOneBeforeIsTheSame() {
    assertThat(read("0.0000000745058059692382812")).isEqualTo(7.450580596923828e-8);
    assertThat(read("0.0000000745058059692382812")).isEqualTo(7.450580596923828e-8);
  }

  @Test
  void whatBeginsLikeTheOneBeforeIsAnother() {
    assertThat(read("0.25")).isEqualTo(0.25);
    assertThat(read("0.2")).isEqualTo(0.2);
    assertThat(read("0.255")).isEqualTo(0.255);
    assertThat(read("7")).isEqualTo(7);
    assertThat(read("0.255")).isEqualTo(0.255);
  }

  @Test
  void whatIsNoNumberIsLeftToTheGrammarEachTime() {
    assertThat(behind("")).isZero();
    assertThat(behind("1d")).isZero();
    assertThat(behind("1d")).isZero();
    assertThat(behind("NaN")).isZero();
  }

  private double read(String text) {
    assertThat(behind(text)).isEqualTo(text.length());
    return value.value();
  }

  private int behind(String text) {
    byte[] padded = (text + "\"" + "x".repeat(64)).getBytes(StandardCharsets.US_ASCII);
    return value.read(padded, 0);
  }
}
