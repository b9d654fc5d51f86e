package org.meshparity.proxyruntime.attribute;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A position in a protobuf message.
 *
 * <p>Reads what protobuf's own parser reads and refuses what it refuses: fields it does not know
 * are skipped, with a limit to how deep they nest, and no length points beyond its message.
 */
final class WireCursor {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int DELIMITED = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  private static final int DEEPEST = 100;
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int at;
  private int limit;

  WireCursor(byte[] bytes) {
    this.bytes = bytes;
    this.limit = bytes.length;
  }

  int at() {
    return at;
  }

  int limit() {
    return limit;
  }

  /** Goes to a part of the message, where a length was read before. */
  void within(int start, int end) {
    at = start;
    limit = end;
  }

  /** The next field's number and form, or 0 at the end. */
  int tag() {
    if (at == limit) {
      return 0;
    }
    int tag = varint32();
    if (tag >>> 3 == 0) {
      throw MalformedReport.notAMessage("a field has the number 0");
    }
    return tag;
  }

  int varint32() {
    return (int) varint64();
  }

  /** Most numbers have one byte. */
  long varint64() {
    if (at < limit && bytes[at] >= 0) {
      return bytes[at++];
    }
    return longVarint();
  }

  private long longVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw MalformedReport.notAMessage("a number has more than ten bytes");
  }

  int signed32() {
    int folded = varint32();
    return (folded >>> 1) ^ -(folded & 1);
  }

  double fixed64() {
    require(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    at += Long.BYTES;
    return Double.longBitsToDouble(value);
  }

  /** Reads a length and checks that so much is there; the content starts at {@link #at}. */
  int length() {
    int length = varint32();
    if (length < 0) {
      throw MalformedReport.notAMessage("a length is negative");
    }
    require(length);
    return length;
  }

  void skip(int count) {
    at += count;
  }

  /** Passes over the value of a field that was just named. */
  void skipField(int tag, int depth) {
    switch (tag & 7) {
      case VARINT -> varint64();
      case FIXED64 -> skipChecked(Long.BYTES);
      case DELIMITED -> skip(length());
      case START_GROUP -> skipGroup(tag >>> 3, depth + 1);
      case FIXED32 -> skipChecked(Integer.BYTES);
      case END_GROUP -> throw MalformedReport.notAMessage("a group ends that did not start");
      default -> throw MalformedReport.notAMessage("a field has a form that does not exist");
    }
  }

  private void skipGroup(int number, int depth) {
    if (depth > DEEPEST) {
      throw MalformedReport.notAMessage("nested deeper than " + DEEPEST + " levels");
    }
    int end = (number << 3) | END_GROUP;
    for (int tag = tag(); tag != end; tag = tag()) {
      if (tag == 0) {
        throw MalformedReport.notAMessage("unexpected EOF");
      }
      skipField(tag, depth);
    }
  }

  private void skipChecked(int count) {
    require(count);
    at += count;
  }

  private byte next() {
    if (at == limit) {
      throw MalformedReport.notAMessage("unexpected EOF");
    }
    return bytes[at++];
  }

  private void require(int count) {
    if (count > limit - at) {
      throw MalformedReport.notAMessage("unexpected EOF");
    }
  }

  /** Refuses what is no UTF-8: overlong forms, surrogates and cut-off sequences included. */
  static void requireUtf8(byte[] bytes, int from, int length) {
    int end = from + length;
    int at = from;
    while (at + Long.BYTES <= end && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < end) {
      int size = sequence(bytes, at, end);
      if (size == 0) {
        throw MalformedReport.notAMessage("a word is no UTF-8");
      }
      at += size;
    }
  }

  /** How many bytes the character at a place has; 0 if there is none. */
  private static int sequence(byte[] bytes, int at, int end) {
    int first = bytes[at];
    if (first >= 0) {
      return 1;
    }
    if (first < (byte) 0xe0) {
      return first >= (byte) 0xc2 && at + 1 < end && follows(bytes[at + 1]) ? 2 : 0;
    }
    if (first < (byte) 0xf0) {
      return at + 2 < end && isThree(first & 0xff, bytes[at + 1], bytes[at + 2]) ? 3 : 0;
    }
    boolean four =
        first <= (byte) 0xf4
            && at + 3 < end
            && isFour(first & 0xff, bytes[at + 1])
            && follows(bytes[at + 2])
            && follows(bytes[at + 3]);
    return four ? 4 : 0;
  }

  private static boolean isThree(int first, byte second, byte third) {
    boolean overlong = first == 0xe0 && (second & 0xff) < 0xa0;
    boolean surrogate = first == 0xed && (second & 0xff) >= 0xa0;
    return follows(second) && follows(third) && !overlong && !surrogate;
  }

  private static boolean isFour(int first, byte second) {
    int value = second & 0xff;
    return follows(second) && !(first == 0xf0 && value < 0x90) && !(first == 0xf4 && value >= 0x90);
  }

  private static boolean follows(byte next) {
    return (next & 0xc0) == 0x80;
  }
}
