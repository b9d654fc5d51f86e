package org.meshparity.comparator.source;

import java.util.Arrays;

/**
 * How the times of the series before were written, place by place. Series that are scraped together
 * have the same times, and to compare 16 bytes is quicker than to read a number.
 */
final class SeenTimes {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 16;
  private static final long NO_TEXT = -1;

  private long[] heads = new long[0];
  private long[] tails = new long[0];
  private int[] lengths = new int[0];
  private long[] times = new long[0];

  /**
   * How long the text is if it starts as the time at this place did; 0 if it does not. What follows
   * is for the caller to look at.
   */
  int matches(int place, byte[] text, int from) {
    if (place >= heads.length || Bytes.word(text, from) != heads[place]) {
      return 0;
    }
    int length = lengths[place];
    return Bytes.word(text, from + length - SHORTEST) == tails[place] ? length : 0;
  }

  /** The time at this place, in milliseconds. */
  long time(int place) {
    return times[place];
  }

  /** Notes how a time is written. */
  void note(int place, byte[] text, int from, int to, long time) {
    int length = to - from;
    if (length < SHORTEST || length > LONGEST) {
      return;
    }
    if (place >= heads.length) {
      grow(place);
    }
    heads[place] = Bytes.word(text, from);
    tails[place] = Bytes.word(text, to - SHORTEST);
    lengths[place] = length;
    times[place] = time;
  }

  private void grow(int place) {
    int known = heads.length;
    int size = Math.max(64, 2 * place);
    heads = Arrays.copyOf(heads, size);
    tails = Arrays.copyOf(tails, size);
    lengths = Arrays.copyOf(lengths, size);
    times = Arrays.copyOf(times, size);
    Arrays.fill(heads, known, size, NO_TEXT);
  }
}
