package org.meshparity.proxyruntime.inproxy;

import java.util.Arrays;

/**
 * The bins of the proxies' histogram library, as numbers.
 *
 * <p>A bin is a number from 10 to 99 times a power of ten; ten to ninety-nine make ninety bins per
 * decade, and zero has one of its own. Every edge is computed in the same floating-point steps as
 * there, because one of them shows: the bin of 490 ends at 500.00000000000006, so it is not below
 * 500, and {@code le="500"} counts only what is below 490.
 */
final class Bin {

  /** The bounds of every histogram on the proxies' page. */
  private static final double[] BOUNDS = {
    0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000,
    1800000, 3600000
  };

  private static final int LOWEST_EXPONENT = -128;
  private static final int EXPONENTS = 256;
  private static final int PER_DECADE = 90;
  private static final int SMALL = 1024;

  /** The bin of zero; the others follow in the order of their values. */
  static final int ZERO = 0;

  /** How many bins there are. */
  static final int COUNT = 1 + EXPONENTS * PER_DECADE;

  private static final short[] OF_SMALL = new short[SMALL];
  private static final byte[] FIRST_BOUND = new byte[COUNT];

  static {
    for (int value = 0; value < SMALL; value++) {
      OF_SMALL[value] = (short) search(value);
    }
    for (int bin = 0; bin < COUNT; bin++) {
      int at = Arrays.binarySearch(BOUNDS, end(bin));
      FIRST_BOUND[bin] = (byte) (at < 0 ? -at - 1 : at);
    }
  }

  private Bin() {}

  /** The bounds, ascending, a new array. */
  static double[] bounds() {
    return BOUNDS.clone();
  }

  static int boundCount() {
    return BOUNDS.length;
  }

  static double bound(int index) {
    return BOUNDS[index];
  }

  /** The bin of a whole number, 0 or more. */
  static int of(long value) {
    if (value >= 0 && value < SMALL) {
      return OF_SMALL[(int) value];
    }
    return search(value);
  }

  private static int search(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("value must be >= 0, was " + value);
    }
    if (value == 0) {
      return ZERO;
    }
    if (value < 10) {
      return bin((int) value * 10, 0);
    }
    long digits = value;
    int exponent = 1;
    while (digits >= 100) {
      digits /= 10;
      exponent++;
    }
    return bin((int) digits, exponent);
  }

  /** The bin of any number, 0 or more. */
  static int of(double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("value must be finite and >= 0, was " + value);
    }
    if (value < 1e-100) {
      return ZERO;
    }
    int exponent = (int) Math.floor(Math.log10(value));
    int digits = (int) Math.floor(value / Math.pow(10, exponent) * 10);
    if (digits >= 100) {
      return bin(digits / 10, exponent + 1);
    }
    return digits < 10 ? bin(digits * 10, exponent - 1) : bin(digits, exponent);
  }

  private static int bin(int digits, int exponent) {
    int highest = LOWEST_EXPONENT + EXPONENTS - 1;
    if (exponent > highest) {
      return COUNT - 1;
    }
    return 1 + (exponent - LOWEST_EXPONENT) * PER_DECADE + digits - 10;
  }

  private static int digits(int bin) {
    return bin == ZERO ? 0 : (bin - 1) % PER_DECADE + 10;
  }

  private static double power(int bin) {
    return Math.pow(10, bin == ZERO ? 0 : (bin - 1) / PER_DECADE + LOWEST_EXPONENT);
  }

  /** Where a bin begins, inclusive. */
  static double start(int bin) {
    return digits(bin) / 10.0 * power(bin);
  }

  static double width(int bin) {
    return bin == ZERO ? 0 : power(bin) / 10.0;
  }

  static double middle(int bin) {
    return start(bin) + width(bin) / 2.0;
  }

  static double end(int bin) {
    return start(bin) + width(bin);
  }

  /** The first bound that a bin lies below, as an index; {@link #boundCount()} for none. */
  static int firstBound(int bin) {
    return FIRST_BOUND[bin];
  }
}
