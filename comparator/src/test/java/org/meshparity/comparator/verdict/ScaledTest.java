package org.meshparity.comparator.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScaledTest {

  @Test
  void itComparesAsDecimalsDo() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100_000; i++) {
      long factor = random.nextLong(1L << random.nextInt(1, 62));
      BigDecimal decimal =
          BigDecimal.valueOf(
              random.nextLong(-999, 1_000_000_000_000_000_000L) >> random.nextInt(50),
              random.nextInt(19));
      BigDecimal product = decimal.multiply(BigDecimal.valueOf(factor));
      long near = product.longValue() + random.nextInt(-1, 2);
      assertThat(Scaled.compare(near, decimal, factor))
          .as("%s with %s times %s", near, decimal, factor)
          .isEqualTo(BigDecimal.valueOf(near).compareTo(product));
    }
  }

  @Test
  void aNumberExactlyAtTheProductEqualsIt() {
    assertThat(Scaled.compare(13, new BigDecimal("0.13"), 100)).isZero();
    assertThat(Scaled.compare(14, new BigDecimal("0.13"), 100)).isPositive();
    assertThat(Scaled.compare(1L << 61, new BigDecimal("0.500000000000000000"), 1L << 62)).isZero();
  }

  @Test
  void decimalsWithTooManyDigitsDoNotFit() {
    assertThat(Scaled.fits(new BigDecimal("0.0000000000000000001"))).isFalse();
    assertThat(Scaled.fits(new BigDecimal("1E+2"))).isFalse();
    assertThat(Scaled.fits(new BigDecimal("1234567890123456789"))).isFalse();
    assertThat(Scaled.fits(new BigDecimal("0.010"))).isTrue();
  }
}
