package org.meshparity.comparator.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Unpacks a chunk as Prometheus keeps it: of each time the change of its distance to the one
 * before, of each value the bits that differ from those before. Nearly all samples of a counter
 * take a few bits, so eight bytes are looked at together, once for each such sample.
 */
final class XorChunk {

  /** So many bytes behind a chunk must be there to be looked at, whatever they hold. */
  static final int SLACK = 32;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** So many bits of a word are the chunk's, wherever in a byte it begins. */
  private static final int SURE = 57;

  private static final int HEAD_BYTES = 2;

  private byte[] bytes = new byte[0];
  private long at; // in bits
  private long[] times = new long[0];
  private long[] values = new long[0];
  private int leading;
  private int width; // of the bits that may differ; 0 before the first difference

  /** How many samples the last chunk held. */
  private int size;

  int size() {
    return size;
  }

  /** Times of the last chunk, valid up to {@link #size}. */
  long[] times() {
    return times;
  }

  /** The values' bits, as a marker is told from other numbers by them. */
  long[] values() {
    return values;
  }

  /**
   * Unpacks the chunk in {@code [from, to)}; {@link #SLACK} bytes more are in the array.
   *
   * @throws WrongAnswer if the bytes end before the samples do
   */
  void read(byte[] packed, int from, int to) throws WrongAnswer {
    if (to - from < HEAD_BYTES) {
      throw damaged();
    }
    bytes = packed;
    at = 8L * (from + HEAD_BYTES);
    leading = 0;
    width = 0;
    size = ((packed[from] & 0xFF) << 8) | (packed[from + 1] & 0xFF);
    if (size > 4L * (to - from)) {
      throw damaged(); // the shortest sample takes two bits
    }
    if (size > times.length) {
      times = new long[2 * size];
      values = new long[2 * size];
    }
    unpack(8L * to);
  }

  private void unpack(long end) throws WrongAnswer {
    if (size > 0) {
      times[0] = zigzag(varint());
      values[0] = bits(64);
    }
    if (size > 1) {
      long delta = varint();
      times[1] = times[0] + delta;
      values[1] = values[0] ^ difference();
      if (at <= end) {
        unpackMore(delta, end);
      }
    }
    if (at > end) {
      throw damaged();
    }
  }

  private void unpackMore(long first, long end) throws WrongAnswer {
    long delta = first;
    long time = times[1];
    long value = values[1];
    for (int i = 2; i < size; i++) {
      long word = word();
      if (word >= 0 && word << 1 >= 0) {
        at += 2; // nothing has changed
      } else if (word >= 0 && word << 2 >= 0 && width > 0 && width <= SURE - 3) {
        value ^= word << 3 >>> (64 - width) << (64 - leading - width);
        at += 3 + width; // the interval has not, and no other bits than before
      } else {
        delta += changeOfDelta(word);
        value ^= difference();
        if (at > end) {
          throw damaged();
        }
      }
      time += delta;
      times[i] = time;
      values[i] = value;
    }
  }

  private long changeOfDelta(long word) {
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
  private long signed(long word, int prefix, int bits) {
    at += prefix + bits;
    long number = word >>> (64 - bits);
    return number > 1L << (bits - 1) ? number - (1L << bits) : number;
  }

  private long difference() throws WrongAnswer {
    long word = word();
    if (word >= 0) {
      at++;
      return 0;
    }
    if (word << 1 < 0) {
      leading = (int) (word << 2 >>> 59);
      int told = (int) (word << 7 >>> 58);
      width = told == 0 ? 64 : told;
      at += 13;
      if (leading + width > 64) {
        throw damaged();
      }
    } else {
      at += 2;
    }
    return width == 0 ? 0 : bits(width) << (64 - leading - width);
  }

  private long bits(int count) {
    if (count > 32) {
      long high = bits(count - 32);
      return (high << 32) | bits(32);
    }
    long number = word() >>> (64 - count);
    at += count;
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
    throw damaged();
  }

  private static long zigzag(long number) {
    return (number >>> 1) ^ -(number & 1);
  }

  private static WrongAnswer damaged() {
    return ElementReader.wrong("a damaged chunk of samples");
  }
}
