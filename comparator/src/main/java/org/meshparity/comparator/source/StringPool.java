package org.meshparity.comparator.source;

import org.jspecify.annotations.Nullable;

/**
 * Gives the same string for the same characters, without making it first: a page or an answer
 * repeats a few thousand label values millions of times. Bounded: once full it still works, and
 * only stops to remember. Not for several threads.
 */
final class StringPool {

  private static final int MOST_SLOTS = 1 << 15;

  // the first four powers of an odd number without a pattern in its bits, modulo 2^64
  private static final long K1 = 0x9E3779B97F4A7C15L;
  private static final long K2 = 0xDF442D22CE4859B9L;
  private static final long K3 = 0x604A5CE3ADDEF82DL;
  private static final long K4 = 0xD94363FC538227B1L;

  private @Nullable String[] strings = new String[64];
  private long[] hashes = new long[64];
  private int size;
  private long hash;

  /** The string of these characters; {@link #hash} tells its hash until the next call. */
  String intern(char[] text, int from, int length) {
    long h = hash64(text, from, length);
    hash = h;
    int slot = first(h);
    for (String known = strings[slot]; known != null; known = strings[slot]) {
      if (hashes[slot] == h && same(known, text, from, length)) {
        return known;
      }
      slot = next(slot);
    }
    return remember(new String(text, from, length), slot);
  }

  /** A polynomial, four characters at a step, so that the steps need not wait for each other. */
  private static long hash64(char[] text, int from, int length) {
    long h = length;
    int i = from;
    for (int last = from + length - 4; i <= last; i += 4) {
      h = h * K4 + text[i] * K3 + text[i + 1] * K2 + text[i + 2] * K1 + text[i + 3];
    }
    for (; i < from + length; i++) {
      h = h * K1 + text[i];
    }
    h = (h ^ (h >>> 32)) * K1;
    return h ^ (h >>> 29);
  }

  /** 64 bits of the string that was asked for last. */
  long hash() {
    return hash;
  }

  private String remember(String fresh, int slot) {
    if (2 * size < strings.length) {
      strings[slot] = fresh;
      hashes[slot] = hash;
      size++;
    } else if (strings.length < MOST_SLOTS) {
      grow();
    }
    return fresh;
  }

  private void grow() {
    @Nullable String[] known = strings;
    long[] known64 = hashes;
    strings = new String[2 * known.length];
    hashes = new long[strings.length];
    for (int i = 0; i < known.length; i++) {
      if (known[i] != null) {
        int slot = first(known64[i]);
        while (strings[slot] != null) {
          slot = next(slot);
        }
        strings[slot] = known[i];
        hashes[slot] = known64[i];
      }
    }
  }

  private int first(long hash64) {
    return (int) (hash64 >>> 20) & (strings.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (strings.length - 1);
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
