package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same string for the same UTF-8 bytes, without decoding them again. Bounded: once full
 * it still works, and only stops to remember. Not for several threads.
 */
final class BytesPool {

  private static final int MOST_SLOTS = 1 << 15;
  private static final int LONGEST_KEPT = 1 << 10;

  private byte[] @Nullable [] keys = new byte[64][];
  private String[] strings = new String[64];
  private int size;

  /** The string of these bytes, whose {@link Bytes#hash} the caller has already. */
  String intern(byte[] text, int from, int to, long hash) {
    int slot = first(hash);
    for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
      if (Arrays.equals(key, 0, key.length, text, from, to)) {
        return strings[slot];
      }
      slot = next(slot);
    }
    String fresh = new String(text, from, to - from, StandardCharsets.UTF_8);
    if (to - from > LONGEST_KEPT) {
      return fresh;
    }
    if (2 * size < keys.length) {
      keys[slot] = Arrays.copyOfRange(text, from, to);
      strings[slot] = fresh;
      size++;
    } else if (keys.length < MOST_SLOTS) {
      grow();
    }
    return fresh;
  }

  private void grow() {
    byte[] @Nullable [] known = keys;
    String[] decoded = strings;
    keys = new byte[2 * known.length][];
    strings = new String[keys.length];
    for (int i = 0; i < known.length; i++) {
      byte[] key = known[i];
      if (key != null) {
        int slot = first(Bytes.hash(key, 0, key.length));
        while (keys[slot] != null) {
          slot = next(slot);
        }
        keys[slot] = key;
        strings[slot] = decoded[i];
      }
    }
  }

  private int first(long hash) {
    return (int) (hash >>> 24) & (keys.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (keys.length - 1);
  }
}
