package org.meshparity.comparator.source;

/**
 * Walks over the fields of a protobuf message without making objects of them. Whoever asks for a
 * number or a length where the bytes are damaged or at their end gets a {@link WrongAnswer}.
 */
final class ProtoBytes {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  final byte[] bytes;

  /** Where the next field begins. */
  int at;

  /** Where the message ends. */
  final int end;

  /** Where the content of the last field with a length begins. */
  int from;

  /** Where that content ends. */
  int to;

  private int wire;

  ProtoBytes(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** The number of the next field, whose content is then read or skipped; 0 at the end. */
  int field() throws WrongAnswer {
    if (at == end) {
      return 0;
    }
    long tag = varint();
    wire = (int) tag & 7;
    long field = tag >>> 3;
    if (field < 1 || field > Integer.MAX_VALUE) {
      throw damaged();
    }
    return (int) field;
  }

  /** The field's number, if it is one. */
  long number() throws WrongAnswer {
    if (wire != VARINT) {
      throw damaged();
    }
    return varint();
  }

  /** Sets {@link #from} and {@link #to} around the field's content, if it has a length. */
  void content() throws WrongAnswer {
    if (wire != LENGTH) {
      throw damaged();
    }
    long length = varint();
    if (length < 0 || length > end - at) {
      throw damaged();
    }
    from = at;
    to = at + (int) length;
    at = to;
  }

  /** The field's content as a message of its own. */
  ProtoBytes message() throws WrongAnswer {
    content();
    return new ProtoBytes(bytes, from, to);
  }

  /** Passes over the field. */
  void skip() throws WrongAnswer {
    switch (wire) {
      case VARINT -> varint();
      case LENGTH -> content();
      case FIXED64 -> pass(8);
      case FIXED32 -> pass(4);
      default -> throw damaged();
    }
  }

  private void pass(int length) throws WrongAnswer {
    if (length > end - at) {
      throw damaged();
    }
    at += length;
  }

  private long varint() throws WrongAnswer {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw damaged();
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  static WrongAnswer damaged() {
    return ElementReader.wrong("a damaged message");
  }
}
