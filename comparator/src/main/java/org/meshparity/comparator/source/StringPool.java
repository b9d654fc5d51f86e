package org.meshparity.comparator.source;

import org.jspecify.annotations.Nullable;

/**
 * Gives the same string for the same characters, without making it first: a page or an answer
 * repeats a few thousand label values millions of times. Bounded: once full it still works, and
 * only stops to remember. Not for several threads.
 */
final class StringPool {

  private static final int SLOTS = 1 << 15;
  private static final int MOST = SLOTS / 2;

  private final @Nullable String[] strings = new String[SLOTS];
  private final long[] hashes = new long[SLOTS];
  private int size;
  private long hash;

  /** The string of these characters; {@link #hash} tells its hash until the next call. */
  String intern(char[] text, int from, int length) {
    long h = length;
    for (int i = from; i < from + length; i++) {
      h = (h ^ text[i]) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 32;
    }
    hash = h;
    int slot = (int) (h >>> 20) & (SLOTS - 1);
    for (String known = strings[slot]; known != null; known = strings[slot]) {
      if (hashes[slot] == h && same(known, text, from, length)) {
        return known;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return remember(new String(text, from, length), slot);
  }

  /** 64 bits of the string that was asked for last. */
  long hash() {
    return hash;
  }

  private String remember(String fresh, int slot) {
    if (size < MOST) {
      strings[slot] = fresh;
      hashes[slot] = hash;
      size++;
    }
    return fresh;
  }

  private static boolean same(String known, char[] text, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }
}
