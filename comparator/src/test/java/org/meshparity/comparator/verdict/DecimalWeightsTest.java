package org.meshparity.comparator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the sum is made, it is the exact one. */
class DecimalWeightsTest {

  @ParameterizedTest
  @ValueSource(doubles = {10, 1e6, 1e12, 0x1p53, 1e18, 1e300})
  void theSumIsExact(double most) {
    Random random = new Random(11);
    for (int trial = 0; trial < 2000; trial++) {
      List<BigDecimal> weights = new ArrayList<>();
      List<Double> numbers = new ArrayList<>();
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = random.nextInt(12); i > 0; i--) {
        BigDecimal weight = weight(random);
        double number = Math.floor(random.nextDouble() * most) + (random.nextInt(9) == 0 ? 0.3 : 0);
        weights.add(weight);
        numbers.add(number);
        exact = exact.add(new BigDecimal(number).multiply(weight));
      }
      assertThat(new DecimalWeights(weights).sum(numbers::get)).isEqualByComparingTo(exact);
    }
  }

  private static BigDecimal weight(Random random) {
    int scale = random.nextInt(8) == 0 ? random.nextInt(30) - 10 : random.nextInt(4);
    return BigDecimal.valueOf(random.nextInt(500), scale);
  }
}
