package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same string for the same UTF-8 bytes, without decoding them again. Bounded: once full
 * it still works, and only stops to remember. Not for several threads.
 */
final class BytesPool {

  private static final int SLOTS = 1 << 13;
  private static final int MOST = SLOTS / 2;

  private final byte[] @Nullable [] keys = new byte[SLOTS][];
  private final String[] strings = new String[SLOTS];
  private int size;

  /** The string of these bytes, whose {@link Bytes#hash} the caller has already. */
  String intern(byte[] text, int from, int to, long hash) {
    int slot = (int) (hash >>> 24) & (SLOTS - 1);
    for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
      if (Arrays.equals(key, 0, key.length, text, from, to)) {
        return strings[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    String fresh = new String(text, from, to - from, StandardCharsets.UTF_8);
    if (size < MOST) {
      keys[slot] = Arrays.copyOfRange(text, from, to);
      strings[slot] = fresh;
      size++;
    }
    return fresh;
  }
}
