package org.meshparity.proxyruntime.inproxy;

import java.util.Map;
import java.util.TreeMap;

/**
 * A histogram of two significant decimal digits, binned as the proxies' library bins it.
 *
 * <p>A bin is a number from 10 to 99 times a power of ten; ten to ninety-nine make ninety bins per
 * decade, and zero has one of its own. Every edge is computed in the same floating-point steps as
 * there, because one of them shows: the bin of 490 ends at 500.00000000000006, so it is not below
 * 500, and {@code le="500"} counts only what is below 490.
 *
 * <p>Not safe for use by more than one thread.
 */
final class LogLinearHistogram {

  private final TreeMap<Bin, Long> counts = new TreeMap<>();
  private long count;

  /** Adds a whole number, 0 or more. */
  void insert(long value) {
    add(Bin.of(value), 1);
  }

  /** Adds any number, 0 or more. */
  void insert(double value) {
    add(Bin.of(value), 1);
  }

  private void add(Bin bin, long times) {
    counts.merge(bin, times, Long::sum);
    count += times;
  }

  /** Moves everything into another histogram, and is empty afterwards. */
  void drainTo(LogLinearHistogram other) {
    counts.forEach(other::add);
    counts.clear();
    count = 0;
  }

  /** How many values were added; exact. */
  long count() {
    return count;
  }

  /** The sum of the bins' middles, up to about 5 % off the sum of the values. */
  double sum() {
    double sum = 0;
    for (Map.Entry<Bin, Long> entry : counts.entrySet()) {
      sum += entry.getKey().middle() * entry.getValue();
    }
    return sum;
  }

  /** How many values lie in bins that end at or below the bound. */
  long countBelow(double bound) {
    long below = 0;
    for (Map.Entry<Bin, Long> entry : counts.entrySet()) {
      if (entry.getKey().end() > bound) {
        break;
      }
      below += entry.getValue();
    }
    return below;
  }

  /**
   * The numbers that share their first two digits.
   *
   * @param digits 10 to 99, or 0 for zero
   * @param exponent the power of ten of the first digit
   */
  private record Bin(int digits, int exponent) implements Comparable<Bin> {

    static final Bin ZERO = new Bin(0, 0);

    static Bin of(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("value must be >= 0, was " + value);
      }
      if (value == 0) {
        return ZERO;
      }
      if (value < 10) {
        return new Bin((int) value * 10, 0);
      }
      long digits = value;
      int exponent = 1;
      while (digits >= 100) {
        digits /= 10;
        exponent++;
      }
      return new Bin((int) digits, exponent);
    }

    static Bin of(double value) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("value must be finite and >= 0, was " + value);
      }
      if (value == 0) {
        return ZERO;
      }
      int exponent = (int) Math.floor(Math.log10(value));
      int digits = (int) Math.floor(value / Math.pow(10, exponent) * 10);
      if (digits >= 100) {
        return new Bin(digits / 10, exponent + 1);
      }
      return digits < 10 ? new Bin(digits * 10, exponent - 1) : new Bin(digits, exponent);
    }

    double start() {
      return digits / 10.0 * Math.pow(10, exponent);
    }

    double width() {
      return digits == 0 ? 0 : Math.pow(10, exponent) / 10.0;
    }

    double middle() {
      return start() + width() / 2.0;
    }

    double end() {
      return start() + width();
    }

    @Override
    public int compareTo(Bin other) {
      int byZero = Boolean.compare(digits != 0, other.digits != 0);
      if (byZero != 0) {
        return byZero;
      }
      int byExponent = Integer.compare(exponent, other.exponent);
      return byExponent != 0 ? byExponent : Integer.compare(digits, other.digits);
    }
  }
}
