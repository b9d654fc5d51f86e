package org.meshparity.proxyruntime.attribute;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Words by their bytes, so that a string that was seen before is neither decoded nor copied again.
 *
 * <p>A client chooses the words, so nothing it sends may cost much: long words are not kept, a full
 * table starts anew, and where many words fall together the next one is simply not kept. What is
 * found is the same either way. Not safe for use by several threads.
 */
final class WordTable {

  private static final int CAPACITY = 1 << 15;
  private static final int MOST = CAPACITY / 2;
  private static final int FARTHEST = 16;
  private static final int LONGEST = 256;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final ToIntFunction<String> tags;
  private final @Nullable Word[] words = new @Nullable Word[CAPACITY];
  private int size;

  /**
   * @param tags what to call the attribute of a name, -1 for what is of no use
   */
  WordTable(ToIntFunction<String> tags) {
    this.tags = tags;
  }

  /** The word of these bytes, which must be UTF-8. */
  Word of(byte[] bytes, int from, int length) {
    if (length > LONGEST) {
      return make(bytes, from, length, 0);
    }
    int hash = hash(bytes, from, length);
    for (int i = 0; i < FARTHEST; i++) {
      int at = (hash + i) & (CAPACITY - 1);
      Word known = words[at];
      if (known == null) {
        return keep(make(bytes, from, length, hash), at);
      }
      if (known.hash() == hash && equal(known.utf8(), bytes, from, length)) {
        return known;
      }
    }
    return make(bytes, from, length, hash);
  }

  /** The word of a string. */
  Word of(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return of(utf8, 0, utf8.length);
  }

  private Word keep(Word word, int at) {
    if (size >= MOST) {
      Arrays.fill(words, null);
      size = 0;
    }
    words[at] = word;
    size++;
    return word;
  }

  private Word make(byte[] bytes, int from, int length, int hash) {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    return new Word(
        text, tags.applyAsInt(text), Arrays.copyOfRange(bytes, from, from + length), hash);
  }

  private static boolean equal(byte[] known, byte[] bytes, int from, int length) {
    return Arrays.equals(known, 0, known.length, bytes, from, from + length);
  }

  private static int hash(byte[] bytes, int from, int length) {
    long hash = length;
    int at = from;
    int end = from + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = (rest << 8) | (bytes[at] & 0xff);
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
