package org.meshparity.comparator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToleranceTest {

  @Test
  void whatLiesExactlyAtTheLimitIsWithinIt() {
    Tolerance tolerance = Tolerance.relative(new BigDecimal("0.13"));

    assertThat(tolerance.reaches(113, 100)).isTrue(); // 1.13 x 100 < 113 in doubles
    assertThat(tolerance.reaches(114, 100)).isFalse();
    assertThat(tolerance.keeps(87, 100)).isTrue();
    assertThat(tolerance.keeps(86, 100)).isFalse();
  }

  @Test
  void anAbsoluteToleranceCountsWhereItIsLarger() {
    Tolerance tolerance = new Tolerance(new BigDecimal("0.01"), new BigDecimal("5"));

    assertThat(tolerance.reaches(105, 100)).isTrue();
    assertThat(tolerance.reaches(106, 100)).isFalse();
    assertThat(tolerance.keeps(95, 100)).isTrue();
    assertThat(tolerance.keeps(94, 100)).isFalse();
  }

  @Test
  void theShortWayNeverDisagreesWithDecimals() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      BigDecimal share =
          BigDecimal.valueOf(random.nextInt(10_001)).movePointLeft(4).stripTrailingZeros();
      Tolerance tolerance = Tolerance.relative(share);
      double legacy = number(random);
      double candidate =
          random.nextBoolean()
              ? number(random)
              : near(legacy * (1 + share.doubleValue() * random.nextInt(-1, 2)), random);
      BigDecimal one = new BigDecimal(legacy);
      BigDecimal two = new BigDecimal(candidate);

      assertThat(tolerance.reaches(candidate, legacy))
          .as("%s at most %s of %s", candidate, share, legacy)
          .isEqualTo(two.compareTo(tolerance.up(one)) <= 0);
      assertThat(tolerance.keeps(candidate, legacy))
          .as("%s at least %s of %s", candidate, share, legacy)
          .isEqualTo(two.compareTo(tolerance.down(one)) >= 0);
    }
  }

  /** Of every size, around 2^53 as well, and some of them not whole. */
  private static double number(Random random) {
    double size = Math.scalb(random.nextDouble(), random.nextInt(60));
    return random.nextInt(4) == 0 ? size : Math.rint(size);
  }

  private static double near(double value, Random random) {
    double whole = Math.rint(value) + random.nextInt(-1, 2);
    return Math.max(0, random.nextInt(8) == 0 ? Math.nextUp(value) : whole);
  }
}
