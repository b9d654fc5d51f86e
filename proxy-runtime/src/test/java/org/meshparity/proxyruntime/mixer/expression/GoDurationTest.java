package org.meshparity.proxyruntime.mixer.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "1100, 1.1µs",
    "386000000, 386ms",
    "1500000000, 1.5s",
    "60000000000, 1m0s",
    "3600000000000, 1h0m0s",
    "3723500000000, 1h2m3.5s",
    "-1500000001, -1.500000001s",
    "-9223372036854775808, -2562047h47m16.854775808s"
  })
  void lengthsAreWrittenAsGoWritesThem(long nanos, String text) {
    assertThat(GoDuration.format(nanos)).isEqualTo(text);
    if (nanos != Long.MIN_VALUE) {
      assertThat(GoDuration.parse(text)).hasValue(nanos);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "ms", "1 s", "1d", "s1", "--1s", "9999999h", "1.2.3s"})
  void whatGoDoesNotReadIsNone(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
