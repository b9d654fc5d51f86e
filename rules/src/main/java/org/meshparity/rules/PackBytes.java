package org.meshparity.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A pack's file before anybody looks inside: never more bytes than a pack can need, and UTF-8. */
final class PackBytes {

  /** A pack of a thousand metrics stays below this. */
  static final int MOST = 1 << 20;

  private final String file;
  private final byte[] bytes;

  private PackBytes(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * Reads at most {@link #MOST} bytes, also from a file that never ends.
   *
   * @throws PackFaults if there are more
   */
  static PackBytes read(String file, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST + 1);
    if (bytes.length > MOST) {
      throw PackFaults.ofFile(file, "a pack must be at most " + MOST + " bytes, this is larger");
    }
    return new PackBytes(file, bytes);
  }

  /** As it was named to the reader. */
  String file() {
    return file;
  }

  /**
   * The characters, without a byte order mark.
   *
   * @throws PackFaults if they are not UTF-8
   */
  String text() {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      PackFaults faults = PackFaults.ofFile(file, "a pack must be UTF-8 text, this is not");
      faults.initCause(e);
      throw faults;
    }
  }

  /** Lower case hexadecimal digest of the bytes. */
  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
