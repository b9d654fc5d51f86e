package org.meshparity.tests.pushdown;

import java.io.ByteArrayOutputStream;

/** Snappy's block format in its plainest form: literals only, nothing is compressed. */
final class Snappy {

  private static final int LITERAL = 65_536;

  private Snappy() {}

  static byte[] uncompressed(byte[] content) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(content.length + content.length / 8_192 + 16);
    int length = content.length;
    for (; length >= 0x80; length >>>= 7) {
      out.write(length & 0x7f | 0x80);
    }
    out.write(length);
    for (int from = 0; from < content.length; from += LITERAL) {
      int size = Math.min(LITERAL, content.length - from);
      out.write(61 << 2); // a literal whose length less one follows in two bytes
      out.write(size - 1 & 0xff);
      out.write(size - 1 >>> 8);
      out.write(content, from, size);
    }
    return out.toByteArray();
  }
}
