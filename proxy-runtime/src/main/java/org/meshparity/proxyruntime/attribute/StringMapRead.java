package org.meshparity.proxyruntime.attribute;

/** The entries of a map of strings as they lie in a message: two word indexes each. */
final class StringMapRead {

  private static final int ENTRY = (1 << 3) | WireCursor.DELIMITED;
  private static final int MAP = (2 << 3) | WireCursor.DELIMITED;
  private static final int KEY = (1 << 3) | WireCursor.VARINT;
  private static final int VALUE = (2 << 3) | WireCursor.VARINT;
  private static final int DEPTH = 3;

  private StringMapRead() {}

  /** Takes the word indexes of an entry. */
  @FunctionalInterface
  interface Entries {
    void entry(int key, int value);
  }

  /** Passes over a map that ends at {@code end}, and refuses what is broken in it. */
  static void check(WireCursor in, int end) {
    read(in, end, (key, value) -> {});
  }

  /** Hands out the entries of all maps within the attribute that ends at {@code end}. */
  static void readAll(WireCursor in, int end, Entries entries) {
    int limit = in.limit();
    in.within(in.at(), end);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == MAP) {
        read(in, in.length() + in.at(), entries);
      } else {
        in.skipField(tag, DEPTH);
      }
    }
    in.within(end, limit);
  }

  private static void read(WireCursor in, int end, Entries entries) {
    int limit = in.limit();
    in.within(in.at(), end);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == ENTRY) {
        entry(in, in.length() + in.at(), entries);
      } else {
        in.skipField(tag, DEPTH);
      }
    }
    in.within(end, limit);
  }

  private static void entry(WireCursor in, int end, Entries entries) {
    int limit = in.limit();
    int key = 0;
    int value = 0;
    in.within(in.at(), end);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (tag == KEY) {
        key = in.signed32();
      } else if (tag == VALUE) {
        value = in.signed32();
      } else {
        in.skipField(tag, DEPTH + 1);
      }
    }
    in.within(end, limit);
    entries.entry(key, value);
  }
}
