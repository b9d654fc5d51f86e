package org.meshparity.comparator.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether bytes are text. What Java puts in place of bytes that are none would make one label
 * of two that only look alike.
 */
final class Utf8 {

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

  boolean holds(byte[] text, int from, int to) {
    if (Bytes.isAscii(text, from, to)) {
      return true;
    }
    try {
      decoder.decode(ByteBuffer.wrap(text, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
