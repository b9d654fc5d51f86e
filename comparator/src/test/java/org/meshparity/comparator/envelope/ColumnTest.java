package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However small the numbers of a series are kept, each is read back bit by bit. */
class ColumnTest {

  private static final double[] ODD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -1,
    -0.0,
    0.0,
    0.5,
    0x1p53,
    1e300
  };

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 1, 700, 40_000, 1e9, 1e15})
  void everyNumberIsReadBack(double mostStep) {
    Random random = new Random(7);
    for (int trial = 0; trial < 2000; trial++) {
      double[] numbers = numbers(random, mostStep);
      Column column = Column.of(numbers.clone());
      for (int i = 0; i < numbers.length; i++) {
        assertThat(Double.doubleToRawLongBits(column.at(i)))
            .as(Arrays.toString(numbers))
            .isEqualTo(Double.doubleToRawLongBits(numbers[i]));
      }
      assertThat(column.ascends()).as(Arrays.toString(numbers)).isEqualTo(ascends(numbers));
      assertThat(Column.asRead(numbers).ascends()).isEqualTo(column.ascends());
    }
  }

  @Test
  void columnsAreComparedRowByRowUpToAnyRow() {
    Random random = new Random(8);
    for (int trial = 0; trial < 5000; trial++) {
      double[] one = numbers(random, 3);
      double[] other = random.nextBoolean() ? one.clone() : numbers(random, 3);
      int rows = Math.min(one.length, other.length);
      if (rows > 0 && random.nextBoolean()) {
        other[random.nextInt(rows)] += random.nextInt(3) - 1;
      }
      boolean within = true;
      boolean same = true;
      for (int i = 0; i < rows; i++) {
        within &= one[i] <= other[i];
        same &= one[i] == other[i];
      }
      if (rows > 0) {
        assertThat(Column.of(one).within(Column.of(other), rows)).isEqualTo(within);
        assertThat(Column.of(one).sameAs(Column.of(other), rows)).isEqualTo(same);
      }
    }
  }

  @Test
  void numbersThatAreZeroWithEitherSignAreKeptApart() {
    Column column = Column.of(new double[] {0.0, -0.0, 0.0});

    assertThat(1 / column.at(1)).isNegative();
    assertThat(column.ascends()).isTrue();
  }

  @Test
  void stepsThatLeadAroundAllWholeNumbersAreNoSteps() {
    double[] around = {0, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 7};
    Column column = Column.of(around.clone());

    assertThat(column.ascends()).isFalse();
    for (int i = 0; i < around.length; i++) {
      assertThat(column.at(i)).isEqualTo(around[i]);
    }
  }

  private static double[] numbers(Random random, double mostStep) {
    double[] numbers = new double[random.nextInt(12)];
    double now = random.nextInt(3) == 0 ? 0 : random.nextInt(1000) * 0.5;
    for (int i = 0; i < numbers.length; i++) {
      now += Math.floor(random.nextDouble() * mostStep * 4) / 4;
      now = random.nextInt(40) == 0 ? ODD[random.nextInt(ODD.length)] : now;
      numbers[i] = now;
    }
    return numbers;
  }

  private static boolean ascends(double[] numbers) {
    boolean ascends = numbers.length > 0;
    for (int i = 0; i < numbers.length; i++) {
      ascends &= numbers[i] >= (i == 0 ? 0 : numbers[i - 1]) && Double.isFinite(numbers[i]);
    }
    return ascends;
  }
}
