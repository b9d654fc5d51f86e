package org.meshparity.comparator.source;

import java.util.BitSet;

/** Packs samples into a chunk as Prometheus does, slowly and by its description. */
final class XorWriter {

  private final BitSet bits = new BitSet();
  private int size;

  /** A chunk of as many samples as there are times, each value by its bits. */
  static byte[] chunk(long[] times, long[] values) {
    XorWriter writer = new XorWriter();
    writer.put(times.length, 16);
    int leading = -1;
    int trailing = 0;
    long delta = 0;
    for (int i = 0; i < times.length; i++) {
      if (i == 0) {
        writer.varint((times[0] << 1) ^ (times[0] >> 63));
        writer.put(values[0], 64);
        continue;
      }
      long step = times[i] - times[i - 1];
      if (i == 1) {
        writer.varint(step);
      } else {
        writer.change(step - delta);
      }
      delta = step;
      long differs = values[i] ^ values[i - 1];
      if (differs == 0) {
        writer.put(0, 1);
        continue;
      }
      int zerosBefore = Math.min(31, Long.numberOfLeadingZeros(differs));
      int zerosBehind = Long.numberOfTrailingZeros(differs);
      if (leading >= 0 && zerosBefore >= leading && zerosBehind >= trailing) {
        writer.put(0b10, 2);
      } else {
        leading = zerosBefore;
        trailing = zerosBehind;
        writer.put(0b11, 2);
        writer.put(leading, 5);
        writer.put(64 - leading - trailing, 6); // 64 is written as 0
      }
      writer.put(differs >>> trailing, 64 - leading - trailing);
    }
    return writer.bytes();
  }

  private void change(long of) {
    if (of == 0) {
      put(0, 1);
    } else if (of > -(1 << 13) && of <= 1 << 13) {
      put(0b10, 2);
      put(of, 14);
    } else if (of > -(1 << 16) && of <= 1 << 16) {
      put(0b110, 3);
      put(of, 17);
    } else if (of > -(1 << 19) && of <= 1 << 19) {
      put(0b1110, 4);
      put(of, 20);
    } else {
      put(0b1111, 4);
      put(of, 64);
    }
  }

  private void varint(long value) {
    long rest = value;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
      put((rest & 0x7F) | 0x80, 8);
    }
    put(rest, 8);
  }

  private void put(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits.set(size++, ((value >>> i) & 1) == 1);
    }
  }

  private byte[] bytes() {
    byte[] bytes = new byte[(size + 7) / 8];
    for (int i = 0; i < size; i++) {
      if (bits.get(i)) {
        bytes[i / 8] |= (byte) (0x80 >>> i % 8);
      }
    }
    return bytes;
  }
}
