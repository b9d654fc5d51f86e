package org.meshparity.comparator.source;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unpacks a chunk as Prometheus keeps it: of each time the change of its distance to the one
 * before, of each value the bits that differ from those before. Most samples take a bit or two, so
 * this reads eight bytes at once and looks at as many bits of them as a number has.
 */
final class XorChunk {

  /** So many bytes behind a chunk must be there to be looked at, whatever they hold. */
  static final int SLACK = 32;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int MOST_WINDOW = 5;

  private byte[] bytes = new byte[0];
  private long at; // in bits
  private long end;
  private int leading;
  private int width; // of the bits that may differ; 0 before the first difference

  /** Receives the samples of a chunk in their order. */
  @FunctionalInterface
  interface Sink {
    /** One sample; the value's bits, as a marker is told from other numbers by them. */
    void accept(long atMs, long bits) throws IOException;
  }

  /**
   * Unpacks the chunk in {@code [from, to)}; {@link #SLACK} bytes more are in the array.
   *
   * @throws IOException a {@link WrongAnswer} if the bytes end before the samples do
   */
  void read(byte[] packed, int from, int to, Sink into) throws IOException {
    if (to - from < 2) {
      throw cut();
    }
    bytes = packed;
    at = 8L * (from + 2);
    end = 8L * to;
    leading = 0;
    width = 0;
    int samples = (packed[from] & 0xFF) << 8 | packed[from + 1] & 0xFF;
    long time = 0;
    long delta = 0;
    long value = 0;
    for (int i = 0; i < samples; i++) {
      if (i == 0) {
        time = zigzag(varint());
        value = bits(64);
      } else {
        delta = i == 1 ? varint() : delta + changeOfDelta();
        time += delta;
        value ^= difference();
      }
      if (at > end) {
        throw cut();
      }
      into.accept(time, value);
    }
  }

  private long changeOfDelta() {
    long word = word();
    int ones = Long.numberOfLeadingZeros(~word);
    switch (ones) {
      case 0 -> {
        at++;
        return 0;
      }
      case 1 -> {
        return signed(word << 2, 2, 14);
      }
      case 2 -> {
        return signed(word << 3, 3, 17);
      }
      case 3 -> {
        return signed(word << 4, 4, 20);
      }
      default -> {
        at += 4;
        return bits(64);
      }
    }
  }

  /** Two's complement, but that the most negative number is the most positive one instead. */
  private long signed(long word, int prefix, int size) {
    at += prefix + size;
    long number = word >>> (64 - size);
    return number > 1L << (size - 1) ? number - (1L << size) : number;
  }

  private long difference() throws WrongAnswer {
    long word = word();
    if (word >= 0) {
      at++;
      return 0;
    }
    if (word << 1 < 0) {
      leading = (int) (word << 2 >>> (64 - MOST_WINDOW));
      int size = (int) (word << 7 >>> 58);
      width = size == 0 ? 64 : size;
      at += 13;
    } else {
      at += 2;
    }
    if (leading + width > 64) {
      throw cut();
    }
    return width == 0 ? 0 : bits(width) << (64 - leading - width);
  }

  private long bits(int size) {
    if (size > 32) {
      long high = bits(size - 32);
      return high << 32 | bits(32);
    }
    long number = word() >>> (64 - size);
    at += size;
    return number;
  }

  /** The next 57 bits or more, the first one highest. */
  private long word() {
    int place = (int) Math.min(at >>> 3, bytes.length - 8);
    return (long) WORDS.get(bytes, place) << (at & 7);
  }

  private long varint() throws WrongAnswer {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      long next = bits(8);
      number |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw cut();
  }

  private static long zigzag(long number) {
    return (number >>> 1) ^ -(number & 1);
  }

  private static WrongAnswer cut() {
    return ElementReader.wrong("a damaged chunk of samples");
  }
}
