package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds up numbers, each times a decimal of its own, exactly. Counts are whole and small enough for
 * that in nearly every group, so that it takes no decimals but the last one.
 */
final class DecimalWeights {

  private static final double SAFE = 0x1p61;

  private final List<BigDecimal> weights;
  private final long @Nullable [] units; // null if they are too fine or too large
  private final int scale;

  DecimalWeights(List<BigDecimal> weights) {
    this.weights = List.copyOf(weights);
    this.scale = weights.stream().mapToInt(BigDecimal::scale).reduce(0, Math::max);
    this.units = units(weights, scale);
  }

  private static long @Nullable [] units(List<BigDecimal> weights, int scale) {
    long[] units = new long[weights.size()];
    for (int i = 0; i < units.length; i++) {
      BigDecimal unit = weights.get(i).scaleByPowerOfTen(scale);
      if (unit.signum() < 0 || unit.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
        return null;
      }
      units[i] = unit.longValueExact();
    }
    return units;
  }

  /** How many numbers are added up. */
  int size() {
    return weights.size();
  }

  /**
   * The sum.
   *
   * @param numbers by their position, finite and 0 or more
   */
  BigDecimal sum(IntToDoubleFunction numbers) {
    if (units == null) {
      return inDecimals(numbers);
    }
    long sum = 0;
    double near = 0;
    for (int i = 0; i < units.length; i++) {
      double number = numbers.applyAsDouble(i);
      near += number * units[i];
      if (number != Math.rint(number) || near > SAFE) {
        return inDecimals(numbers);
      }
      sum += ((long) number) * units[i];
    }
    return BigDecimal.valueOf(sum, scale);
  }

  private BigDecimal inDecimals(IntToDoubleFunction numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < weights.size(); i++) {
      sum = sum.add(new BigDecimal(numbers.applyAsDouble(i)).multiply(weights.get(i)));
    }
    return sum;
  }
}
