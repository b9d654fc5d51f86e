package org.meshparity.comparator.source.access;

import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * How answers may be packed. Packing them costs a server several times what making them does, so on
 * one machine it makes everything slower; over a network it saves most of the bytes.
 */
public enum Compression {
  /** None from this machine, what is understood from any other. */
  AUTO(""),
  /** As they are. */
  NONE("identity"),
  GZIP("gzip"),
  ZSTD("zstd");

  /** What is understood; gzip is the faster one to unpack here. */
  private static final String ANY = "gzip, zstd;q=0.5";

  /** Written out: a name would have to be looked up, and might be anybody's by then. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1\\]");

  private final String encodings;

  Compression(String encodings) {
    this.encodings = encodings;
  }

  /**
   * From a word of a settings file.
   *
   * @throws IllegalArgumentException if there is no such word
   */
  public static Compression of(String word) {
    for (Compression one : values()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "compression must be auto, none, gzip or zstd, was \"" + word + '"');
  }

  /** The header {@code Accept-Encoding} of a question to a server. */
  String encodings(HttpUrl server) {
    if (this != AUTO) {
      return encodings;
    }
    return LOOPBACK.matcher(server.host()).matches() ? NONE.encodings : ANY;
  }
}
