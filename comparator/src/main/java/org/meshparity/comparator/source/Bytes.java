package org.meshparity.comparator.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches bytes eight at a time. A byte of a word is zero exactly where subtracting one from each
 * byte borrows into its own high bit; the lowest such mark is always right, and it is the one used.
 */
final class Bytes {

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle PAIRS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long LINE_ENDS = ONES * '\n';

  private Bytes() {}

  /** The eight bytes from here, the first one lowest. */
  static long word(byte[] text, int at) {
    return (long) WORDS.get(text, at);
  }

  /** The two bytes from here, the first one lowest. */
  static int pair(byte[] text, int at) {
    return (short) PAIRS.get(text, at) & 0xFFFF;
  }

  /** Where the first line feed of {@code [from, to)} is, or {@code to}. */
  static int lineEnd(byte[] text, int from, int to) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      long marks = zeros(word(text, i) ^ LINE_ENDS);
      if (marks != 0) {
        return i + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (i < to && text[i] != '\n') {
      i++;
    }
    return i;
  }

  /** Where the first quote or backslash of {@code [from, to)} is, or {@code to}. */
  static int quoteOrBackslash(byte[] text, int from, int to) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      long word = word(text, i);
      long marks = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
      if (marks != 0) {
        return i + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (i < to && text[i] != '"' && text[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Where JSON's text stops being plain: a quote, backslash, control or non-ASCII byte. */
  static int textStop(byte[] text, int from, int to) {
    int i = from;
    for (; i <= to - 8; i += 8) {
      long word = word(text, i);
      long controls = (word - ONES * ' ') & ~word;
      long marks = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | ((controls | word) & HIGH);
      if (marks != 0) {
        return i + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (i < to && text[i] != '"' && text[i] != '\\' && text[i] >= ' ') {
      i++;
    }
    return i;
  }

  /** Whether all of {@code [from, to)} is ASCII. */
  static boolean isAscii(byte[] text, int from, int to) {
    long all = 0;
    int i = from;
    for (; i <= to - 8; i += 8) {
      all |= word(text, i);
    }
    for (; i < to; i++) {
      all |= text[i] < 0 ? HIGH : 0;
    }
    return (all & HIGH) == 0;
  }

  /** 64 bits of {@code [from, to)}. */
  static long hash(byte[] text, int from, int to) {
    long h = (long) to - from;
    int i = from;
    for (; i <= to - 8; i += 8) {
      h = (h ^ word(text, i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 29;
    }
    for (; i < to; i++) {
      h = (h ^ text[i]) * 0xBF58476D1CE4E5B9L;
      h ^= h >>> 32;
    }
    return (h ^ (h >>> 31)) * 0x94D049BB133111EBL;
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGH;
  }
}
