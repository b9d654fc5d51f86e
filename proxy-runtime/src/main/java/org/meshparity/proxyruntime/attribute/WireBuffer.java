package org.meshparity.proxyruntime.attribute;

import java.util.Arrays;

/** Bytes of a protobuf message as it is written; used again for message after message. */
final class WireBuffer {

  private byte[] bytes = new byte[1024];
  private int size;

  void clear() {
    size = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void tag(int number, int form) {
    varint(((long) number << 3) | form);
  }

  void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A number that is short also when it is negative. */
  void signed(int value) {
    varint(((value << 1) ^ (value >> 31)) & 0xffff_ffffL);
  }

  void fixed64(long value) {
    reserve(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
  }

  void raw(byte[] content) {
    reserve(content.length);
    System.arraycopy(content, 0, bytes, size, content.length);
    size += content.length;
  }

  /** Another message within this one: its length, then itself. */
  void message(WireBuffer inner) {
    varint(inner.size);
    reserve(inner.size);
    System.arraycopy(inner.bytes, 0, bytes, size, inner.size);
    size += inner.size;
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
    }
  }
}
