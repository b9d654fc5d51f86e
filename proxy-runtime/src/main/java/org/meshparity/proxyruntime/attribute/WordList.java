package org.meshparity.proxyruntime.attribute;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The words that a message brings along, found where they lie in it and read when first asked for.
 *
 * <p>Used again for message after message; never holds more than one message has.
 */
final class WordList {

  private static final int USUAL = 256;

  private int[] from = new int[USUAL];
  private int[] lengths = new int[USUAL];
  private @Nullable Word[] words = new @Nullable Word[USUAL];
  private int size;

  void clear() {
    if (from.length > 16 * USUAL) {
      from = new int[USUAL];
      lengths = new int[USUAL];
      words = new @Nullable Word[USUAL];
    } else {
      Arrays.fill(words, 0, size, null);
    }
    size = 0;
  }

  void add(int start, int length) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
      words = Arrays.copyOf(words, 2 * size);
    }
    from[size] = start;
    lengths[size] = length;
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The word at a position, or null when there is none. */
  @Nullable Word get(int position, byte[] message, WordTable table) {
    if (position >= size) {
      return null;
    }
    Word word = words[position];
    if (word == null) {
      word = table.of(message, from[position], lengths[position]);
      words[position] = word;
    }
    return word;
  }
}
