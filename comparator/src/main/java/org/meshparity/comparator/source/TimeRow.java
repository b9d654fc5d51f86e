package org.meshparity.comparator.source;

import java.util.Arrays;

/**
 * The times of one series' samples, and how they were written. They are kept for the next series:
 * those that are scraped together have the same times, and to compare 16 bytes is quicker than to
 * read a number. Where a time differs, it takes the place of the one before.
 */
final class TimeRow {

  private static final int WORD = 8;
  private static final int LONGEST = 2 * WORD;

  /** A comma and a quote follow each time; they are compared with it. */
  private static final int FOLLOWS = 2;

  private long[] times = new long[64];
  private long[] heads = new long[64];
  private long[] tails = new long[64];
  private int[] lengths = new int[64]; // 0 where nothing is known
  private int size;
  private long[] shared = new long[0];

  /** How many times are known. */
  int size() {
    return size;
  }

  long time(int place) {
    return times[place];
  }

  /**
   * Where the value starts if the text holds the time at this place; 0 if it does not.
   *
   * @param from where a time would start
   */
  int valueFrom(int place, byte[] text, int from) {
    int length = lengths[place];
    return length != 0
            && Bytes.word(text, from) == heads[place]
            && Bytes.word(text, from + length - WORD) == tails[place]
        ? from + length
        : 0;
  }

  /** Takes a time, behind which nothing is known any more. */
  void put(int place, long time) {
    if (place == times.length) {
      grow();
    }
    times[place] = time;
    lengths[place] = 0;
    size = place + 1;
  }

  /** Notes how the time at a place is written; the comma and the quote behind it were seen. */
  void note(int place, byte[] text, int from, int to) {
    int length = to + FOLLOWS - from;
    if (length >= WORD && length <= LONGEST) {
      heads[place] = Bytes.word(text, from);
      tails[place] = Bytes.word(text, from + length - WORD);
      lengths[place] = length;
    }
  }

  private void grow() {
    int larger = 2 * times.length;
    times = Arrays.copyOf(times, larger);
    heads = Arrays.copyOf(heads, larger);
    tails = Arrays.copyOf(tails, larger);
    lengths = Arrays.copyOf(lengths, larger);
  }

  /**
   * Some of the times, in an array that all series share which have the same: it must not be
   * written to.
   */
  long[] shared(int from, int to) {
    if (!Arrays.equals(shared, 0, shared.length, times, from, to)) {
      shared = Arrays.copyOfRange(times, from, to);
    }
    return shared;
  }
}
