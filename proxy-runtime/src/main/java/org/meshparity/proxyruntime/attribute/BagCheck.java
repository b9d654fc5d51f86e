package org.meshparity.proxyruntime.attribute;

/** Passes over one bag and refuses what is broken in it, before anything of it is believed. */
final class BagCheck {

  private static final int DEPTH = 1;

  private final MapEntry entry = new MapEntry();

  /** Whether a field of a bag is an entry of one of its maps of attributes. */
  static boolean isAttribute(int tag) {
    int kind = tag >>> 3;
    return (tag & 7) == WireCursor.DELIMITED
        && kind >= MapEntry.STRINGS
        && kind <= MapEntry.STRING_MAPS;
  }

  void bag(WireCursor in, byte[] message, int end) {
    int limit = in.limit();
    in.within(in.at(), end);
    for (int tag = in.tag(); tag != 0; tag = in.tag()) {
      if (isAttribute(tag)) {
        entry.read(in, tag >>> 3, in.length() + in.at());
      } else if (tag == ReportReader.WORDS) {
        int length = in.length();
        WireCursor.requireUtf8(message, in.at(), length);
        in.skip(length);
      } else {
        in.skipField(tag, DEPTH);
      }
    }
    in.within(end, limit);
  }
}
