package org.meshparity.tests.pushdown;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A protobuf message under construction: the four kinds of fields that remote write needs. */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private byte[] bytes = new byte[64];
  private int size;

  Protobuf text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return delimited(field, utf8, utf8.length);
  }

  Protobuf message(int field, Protobuf value) {
    return delimited(field, value.bytes, value.size);
  }

  /** A double, bit for bit. */
  Protobuf real(int field, double value) {
    varint((long) field << 3 | FIXED64);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < 8; i++) {
      put((byte) (bits >>> 8 * i));
    }
    return this;
  }

  Protobuf whole(int field, long value) {
    varint((long) field << 3 | VARINT);
    return varint(value);
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  private Protobuf delimited(int field, byte[] content, int length) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(length);
    reserve(length);
    System.arraycopy(content, 0, bytes, size, length);
    size += length;
    return this;
  }

  private Protobuf varint(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      put((byte) (rest & 0x7f | 0x80));
    }
    put((byte) rest);
    return this;
  }

  private void put(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
