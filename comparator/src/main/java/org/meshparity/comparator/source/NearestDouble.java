package org.meshparity.comparator.source;

import java.math.BigInteger;

/**
 * The double that is nearest to digits times a power of ten, in two multiplications: most sums of
 * durations have 17 digits, and {@link Double#parseDouble} takes a string and long arithmetic for
 * each. The power is known to 128 bits, cut off; where what was cut off could matter, nothing is
 * said. The method is Eisel's and Lemire's (Lemire, "Number Parsing at a Gigabyte per Second",
 * 2021).
 */
final class NearestDouble {

  /** Powers of ten that are known lie within this of 1. */
  private static final int MOST_POWER = 64;

  private static final int POWER_BITS = 128;

  /** Of a product's upper 64 bits, those behind the 54 or 55 that are kept. */
  private static final long BEHIND = 0x1FF;

  private static final long MANTISSA = (1L << 52) - 1;
  private static final int INFINITE = 0x7FF;

  private static final long[] UPPER = new long[2 * MOST_POWER + 1];
  private static final long[] LOWER = new long[2 * MOST_POWER + 1];

  static {
    for (int power = -MOST_POWER; power <= MOST_POWER; power++) {
      BigInteger bits = leadingBits(power);
      UPPER[power + MOST_POWER] = bits.shiftRight(64).longValue();
      LOWER[power + MOST_POWER] = bits.longValue();
    }
  }

  private NearestDouble() {}

  private static BigInteger leadingBits(int power) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
    int length = ten.bitLength();
    return power < 0
        ? BigInteger.ONE.shiftLeft(length + POWER_BITS - 1).divide(ten)
        : ten.shiftLeft(POWER_BITS).shiftRight(length);
  }

  /**
   * The nearest double, or NaN where somebody else must tell.
   *
   * @param digits unsigned
   * @param power of ten
   */
  static double of(long digits, int power) {
    if (digits == 0) {
      return 0;
    }
    if (power < -MOST_POWER || power > MOST_POWER) {
      return Double.NaN;
    }
    int zeros = Long.numberOfLeadingZeros(digits);
    long factor = digits << zeros;
    long upper = multiplyHigh(factor, UPPER[power + MOST_POWER]);
    long lower = factor * UPPER[power + MOST_POWER];
    if ((upper & BEHIND) == BEHIND && carries(lower, factor)) {
      long more = multiplyHigh(factor, LOWER[power + MOST_POWER]);
      upper += carries(lower, more) ? 1 : 0;
      lower += more;
      if ((upper & BEHIND) == BEHIND && lower == -1) {
        return Double.NaN; // even 128 bits of the power are too few
      }
    }
    // 217706 / 2^16 is log2(10), exact enough for all these powers
    int exponent = (int) ((217_706L * power) >> 16) + 1023 + 64 - zeros;
    return rounded(upper, lower, exponent);
  }

  private static double rounded(long upper, long lower, int exponent) {
    int first = (int) (upper >>> 63);
    long kept = upper >>> (first + 9); // 54 bits
    if (lower == 0 && (upper & BEHIND) == 0 && (kept & 3) == 1) {
      return Double.NaN; // half-way between two, or nearly
    }
    long mantissa = (kept + (kept & 1)) >>> 1;
    int over = (int) (mantissa >>> 53);
    int biased = exponent - 1 + first + over;
    if (biased <= 0 || biased >= INFINITE) {
      return Double.NaN;
    }
    return Double.longBitsToDouble(((long) biased << 52) | ((mantissa >>> over) & MANTISSA));
  }

  /** Whether an unsigned sum has 65 bits. */
  private static boolean carries(long one, long other) {
    return Long.compareUnsigned(one + other, other) < 0;
  }

  /** Of unsigned numbers. */
  private static long multiplyHigh(long one, long other) {
    return Math.multiplyHigh(one, other) + ((one >> 63) & other) + ((other >> 63) & one);
  }
}
