package org.meshparity.web.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "100, 100",
    "1200, 1_200",
    "1234567, 1_234_567",
    "0.5, 0.5",
    "1E+3, 1_000",
    "3.14159, 3.142",
    "12345.6, 12_346",
    "-2.50, -2.5"
  })
  void numbersAreReadable(String value, String text) {
    assertThat(Numbers.of(new BigDecimal(value))).isEqualTo(text.replace('_', '\u202f'));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "1, 100 %",
    "0.984, 98.4 %",
    "0.99999, > 99.9 %",
    "0.0001, < 0.1 %",
    "0.05, 5 %"
  })
  void roundingNeverMakesAPartTheWhole(double share, String text) {
    assertThat(Numbers.percent(share)).isEqualTo(text);
  }
}
