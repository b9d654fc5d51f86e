package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "+1",
        "007",
        "1.",
        ".5",
        "1.5",
        "-1.25e-07",
        "1e+16",
        "9007199254740993",
        "9007199254740992",
        "123456789012345678",
        "1234567890123456789",
        "0.1",
        "0.30000000000000004",
        "1.7976931348623157e+308",
        "4.9e-324",
        "1e999",
        "0.000000000000000001",
        "1700000000.123",
        "0e500",
        "1e22",
        "1e23",
        "12345.6789e-5",
        "123456789012345678e-17",
        "9999999999999999999",
        "18446744073709551616",
        "1e00000000000000000001",
        "1e-99999999999"
      })
  void numbersAreTheNearestDoubles(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void randomNumbersAreTheNearestDoubles() {
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      double value = random.nextLong() / Math.pow(10, random.nextInt(30) - 5);
      String text = i % 2 == 0 ? Double.toString(value) : String.format("%." + i % 9 + "f", value);
      assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void numbersWithExponentsAreTheNearestDoubles() {
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      String text = Double.isFinite(value) ? Double.toString(value) : "1e5";
      assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1e5.0",
        "1e+-5",
        "1ee5",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "1d",
        "1f",
        "0x1p3",
        " 1",
        "1 ",
        "1_0",
        "1,5",
        "Infinity",
        "-NaN",
        "--1",
        "1.2.3",
        "١"
      })
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void theWordsOfPrometheusAreRead() {
    assertThat(parse("NaN")).isNaN();
    assertThat(parse("+Inf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parse("inf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(parse("-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  private static double parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return DecimalText.parse(bytes, 0, bytes.length);
  }
}
