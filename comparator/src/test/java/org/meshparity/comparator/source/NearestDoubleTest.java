package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestDoubleTest {

  @Test
  void itIsTheNearestForAnyDigitsAndPower() {
    Random random = new Random(11);
    for (int i = 0; i < 300_000; i++) {
      long digits = random.nextLong() >>> random.nextInt(64);
      int power = random.nextInt(129) - 64;
      double found = NearestDouble.of(digits, power);
      assertThat(Double.isNaN(found) || found == expected(digits, power)).isTrue();
    }
  }

  @Test
  void whatServersWriteIsHardlyEverLeftToOthers() {
    Random random = new Random(12);
    int left = 0;
    for (int i = 0; i < 100_000; i++) {
      BigDecimal value = new BigDecimal(Double.toString(random.nextDouble() * (1L << i % 50)));
      double found = NearestDouble.of(value.unscaledValue().longValue(), -value.scale());
      left += Double.isNaN(found) ? 1 : 0;
    }
    assertThat(left).isLessThan(2_000); // those that are exactly a double
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 0", // half-way between two doubles
    "9007199254740995, 0",
    "-1, 0", // 2^64 - 1
    "30000000000000004, -17",
    "1, 64",
    "-1, -64"
  })
  void halvesGoToTheEvenOneOrToSomebodyElse(long digits, int power) {
    assertThat(NearestDouble.of(digits, power)).isIn(expected(digits, power), Double.NaN);
  }

  @Test
  void zeroIsZeroAndFarPowersAreLeftToOthers() {
    assertThat(NearestDouble.of(0, 500)).isEqualTo(0);
    assertThat(NearestDouble.of(1, 65)).isNaN();
    assertThat(NearestDouble.of(1, -65)).isNaN();
  }

  private static double expected(long digits, int power) {
    return new BigDecimal(Long.toUnsignedString(digits)).scaleByPowerOfTen(power).doubleValue();
  }
}
