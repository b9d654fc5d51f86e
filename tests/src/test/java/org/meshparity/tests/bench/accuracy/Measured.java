package org.meshparity.tests.bench.accuracy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * The truth about one metric of one group on one side during some time.
 *
 * @param sorted what was counted, each value once, smallest first
 */
record Measured(long[] sorted) {

  int count() {
    return sorted.length;
  }

  BigDecimal sum() {
    return BigDecimal.valueOf(Arrays.stream(sorted).sum());
  }

  /** How many values are not above a bound. */
  int upTo(long bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Of at least one value. */
  BigDecimal mean() {
    return sum().divide(BigDecimal.valueOf(count()), MathContext.DECIMAL128);
  }

  /** Of at least one: the smallest value that has at least the share q at or below it. */
  long quantile(BigDecimal q) {
    int rank =
        q.multiply(BigDecimal.valueOf(count())).setScale(0, RoundingMode.CEILING).intValueExact();
    return sorted[Math.max(1, rank) - 1];
  }

  /** The largest difference between two distribution functions (Kolmogorov and Smirnov). */
  static BigDecimal distance(Measured one, Measured other) {
    long widest = 0;
    int j = 0;
    int k = 0;
    while (j < one.count() || k < other.count()) {
      long next = Long.MAX_VALUE;
      next = j < one.count() ? Math.min(next, one.sorted[j]) : next;
      next = k < other.count() ? Math.min(next, other.sorted[k]) : next;
      while (j < one.count() && one.sorted[j] == next) {
        j++;
      }
      while (k < other.count() && other.sorted[k] == next) {
        k++;
      }
      widest = Math.max(widest, Math.abs((long) j * other.count() - (long) k * one.count()));
    }
    return BigDecimal.valueOf(widest)
        .divide(BigDecimal.valueOf((long) one.count() * other.count()), MathContext.DECIMAL128);
  }
}
