package org.meshparity.comparator.source;

import java.util.Arrays;

/** Which label sets, with which {@code le}, an answer has already held. Nothing is guessed. */
final class PairsSeen {

  private static final long ODD = 0x9E3779B97F4A7C15L;

  private long[] few = new long[64]; // a bit for each of the first 64 les
  private final SeriesSeen others = new SeriesSeen();

  /** Remembers one; false if it was there before. */
  boolean add(int set, int le) {
    if (le >= Long.SIZE) {
      // multiplying by an odd number is one to one, so no two pairs share a hash
      return others.add(((long) set << Integer.SIZE | le) * ODD, 1) == 0;
    }
    if (set >= few.length) {
      few = Arrays.copyOf(few, Math.max(set + 1, few.length + (few.length >> 1)));
    }
    long bit = 1L << le;
    boolean fresh = (few[set] & bit) == 0;
    few[set] |= bit;
    return fresh;
  }
}
