package org.meshparity.comparator.source;

/**
 * Decimal digits, eight at a time: a word of eight bytes is turned into a number by three
 * multiplications, each of which joins neighbours (digits to pairs, pairs to fours, fours to
 * eight). May look at up to 24 bytes from where it is told to start, so they must be there.
 */
final class Digits {

  /** More are not looked at. */
  static final int MOST = 16;

  private static final long ZEROS = 0x3030303030303030L;
  private static final long ABOVE_NINE = 0x4646464646464646L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Digits() {}

  /** Behind the digits that start here; {@link #MOST} of them at most. */
  static int behind(byte[] text, int from) {
    long others = others(Bytes.word(text, from));
    if (others != 0) {
      return from + (Long.numberOfTrailingZeros(others) >>> 3);
    }
    others = others(Bytes.word(text, from + 8));
    return from + 8 + (others == 0 ? 8 : Long.numberOfTrailingZeros(others) >>> 3);
  }

  /** With how many digits a word begins. */
  static int leading(long word) {
    return Long.numberOfTrailingZeros(others(word)) >>> 3; // 64 where there is no other
  }

  /** Marks bytes that are no digits. Carries can spoil marks, but never the lowest one. */
  private static long others(long word) {
    return ((word + ABOVE_NINE) | (word - ZEROS)) & HIGH;
  }

  /** The number of at least 1 and at most {@link #MOST} digits. */
  static long parse(byte[] text, int from, int to) {
    int count = to - from;
    if (count <= 8) {
      return number(Bytes.word(text, from), count);
    }
    int rest = count - 8;
    return number(Bytes.word(text, from), 8) * POWERS[rest]
        + number(Bytes.word(text, from + 8), rest);
  }

  /** One to three digits behind the point of a second, in milliseconds. */
  static long thousandths(byte[] text, int from, int to) {
    return number(Bytes.word(text, from), to - from) * POWERS[3 - (to - from)];
  }

  /** The number of the first 1 to 8 digits of a word: with zeros before them they are eight. */
  static long number(long word, int count) {
    long zeros = ZEROS >>> 8 >>> (8 * count - 8);
    long eight = ((word << (64 - 8 * count)) | zeros) - ZEROS;
    long pairs = eight * 10 + (eight >>> 8);
    long fours = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
    return (fours + ((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L) >>> 32;
  }
}
