package org.meshparity.proxyruntime.attribute;

/**
 * One attribute as it lies in a message: the index of its name and its value of one kind.
 *
 * <p>Kinds are told apart by the number of the field they are in, so a kind is that number. Of a
 * part that is there several times the last one counts, or, of messages, all of them together, as
 * everywhere in protobuf. Used again for entry after entry.
 */
final class MapEntry {

  static final int STRINGS = 2;
  static final int INT64S = 3;
  static final int DOUBLES = 4;
  static final int BOOLS = 5;
  static final int TIMESTAMPS = 6;
  static final int DURATIONS = 7;
  static final int BYTES = 8;
  static final int STRING_MAPS = 9;

  private static final int KEY = (1 << 3) | WireCursor.VARINT;
  private static final int VALUE_NUMBER = 2;
  private static final int DEPTH = 2;

  int key;
  long number;
  double real;
  int nanos;
  int from;
  int length;

  /** The tag of a value of this kind. */
  private static int valueTag(int kind) {
    int form =
        switch (kind) {
          case STRINGS, INT64S, BOOLS -> WireCursor.VARINT;
          case DOUBLES -> WireCursor.FIXED64;
          default -> WireCursor.DELIMITED;
        };
    return (VALUE_NUMBER << 3) | form;
  }

  /** Reads the entry that ends at {@code end}, and leaves the cursor there with its old limit. */
  void read(WireCursor in, int kind, int end) {
    int limit = in.limit();
    int valueTag = valueTag(kind);
    in.within(in.at(), end);
    clear();
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == KEY) {
        key = in.signed32();
      } else if (tag == valueTag) {
        value(in, kind);
      } else {
        in.skipField(tag, DEPTH);
      }
    }
    in.within(end, limit);
  }

  private void clear() {
    key = 0;
    number = 0;
    real = 0;
    nanos = 0;
    from = 0;
    length = 0;
  }

  private void value(WireCursor in, int kind) {
    switch (kind) {
      case STRINGS -> number = in.signed32();
      case INT64S, BOOLS -> number = in.varint64();
      case DOUBLES -> real = in.fixed64();
      case TIMESTAMPS, DURATIONS -> time(in);
      case BYTES -> bytes(in);
      default -> StringMapRead.check(in, in.length() + in.at());
    }
  }

  private void bytes(WireCursor in) {
    length = in.length();
    from = in.at();
    in.skip(length);
  }

  private void time(WireCursor in) {
    int end = in.length() + in.at();
    int limit = in.limit();
    in.within(in.at(), end);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == KEY) {
        number = in.varint64();
      } else if (tag == ((VALUE_NUMBER << 3) | WireCursor.VARINT)) {
        nanos = in.varint32();
      } else {
        in.skipField(tag, DEPTH + 1);
      }
    }
    in.within(end, limit);
  }
}
