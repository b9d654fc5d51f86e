package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoExpositionTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.005, 0.005",
    "100000, 100000",
    "1000000, 1e+06",
    "1234567, 1.234567e+06",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "3.00002334E8, 3.00002334e+08",
    "-2.5, -2.5",
    "Infinity, +Inf",
    "NaN, NaN",
    "1e100, 1e+100"
  })
  void numbersAreWrittenAsGoWritesThem(double value, String text) {
    assertThat(GoExposition.number(value)).isEqualTo(text);
  }
}
