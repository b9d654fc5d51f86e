package org.meshparity.comparator.source;

import java.nio.charset.StandardCharsets;

/**
 * The rare parts of JSON's texts and numbers: escapes, and letters beyond ASCII. Half a surrogate
 * pair is no letter, and bytes that are not UTF-8 are none either: both are refused, since two
 * labels that only look different must not become one.
 */
final class JsonText {

  private final Utf8 utf8 = new Utf8();
  private byte[] bytes = new byte[256];
  private int length;

  /** Resolves what stands between two quotes. */
  void decode(byte[] text, int from, int to) throws WrongAnswer {
    checkUtf8(text, from, to);
    clear(to - from);
    int i = from;
    while (i < to) {
      i = text[i] == '\\' ? escape(text, i + 1, to) : plain(text, i);
    }
  }

  /** Keeps what needs no resolving. */
  void copy(byte[] text, int from, int to) {
    clear(to - from);
    System.arraycopy(text, from, bytes, 0, to - from);
    length = to - from;
  }

  /** No escape is shorter than what it stands for. */
  private void clear(int needed) {
    if (bytes.length < needed) {
      bytes = new byte[2 * needed];
    }
    length = 0;
  }

  /** The text, in UTF-8. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes of {@link #bytes} it has. */
  int length() {
    return length;
  }

  private void checkUtf8(byte[] text, int from, int to) throws WrongAnswer {
    if (!utf8.holds(text, from, to)) {
      throw JsonBytes.notJson("bytes that are not UTF-8");
    }
  }

  private int plain(byte[] text, int at) {
    bytes[length++] = text[at];
    return at + 1;
  }

  /** Behind the escape whose letter stands here. */
  private int escape(byte[] text, int at, int to) throws WrongAnswer {
    switch (text[at]) {
      case '"', '\\', '/' -> bytes[length++] = text[at];
      case 'b' -> bytes[length++] = '\b';
      case 'f' -> bytes[length++] = '\f';
      case 'n' -> bytes[length++] = '\n';
      case 'r' -> bytes[length++] = '\r';
      case 't' -> bytes[length++] = '\t';
      case 'u' -> {
        return unicode(text, at + 1, to);
      }
      default -> throw JsonBytes.notJson("an unknown escape in a text");
    }
    return at + 1;
  }

  private int unicode(byte[] text, int at, int to) throws WrongAnswer {
    int letter = hex(text, at, to);
    int behind = at + 4;
    if (Character.isHighSurrogate((char) letter)) {
      boolean paired = behind + 1 < to && text[behind] == '\\' && text[behind + 1] == 'u';
      int low = paired ? hex(text, behind + 2, to) : 0;
      if (!Character.isLowSurrogate((char) low)) {
        throw JsonBytes.notJson("half a surrogate pair in a text");
      }
      letter = Character.toCodePoint((char) letter, (char) low);
      behind += 6;
    } else if (Character.isLowSurrogate((char) letter)) {
      throw JsonBytes.notJson("half a surrogate pair in a text");
    }
    byte[] encoded = Character.toString(letter).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return behind;
  }

  private static int hex(byte[] text, int at, int to) throws WrongAnswer {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < to && text[i] >= 0 ? Character.digit((char) text[i], 16) : -1;
      if (digit < 0) {
        throw JsonBytes.notJson("an escape that is not four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** Whether this is a number as JSON writes it: no plus, no leading zero, no bare point. */
  static boolean isNumber(byte[] text, int from, int to) {
    int i = from < to && text[from] == '-' ? from + 1 : from;
    int whole = digits(text, i, to);
    if (whole == i || (text[i] == '0' && whole > i + 1)) {
      return false;
    }
    i = whole;
    if (i < to && text[i] == '.') {
      int fraction = digits(text, i + 1, to);
      if (fraction == i + 1) {
        return false;
      }
      i = fraction;
    }
    if (i < to && (text[i] == 'e' || text[i] == 'E')) {
      i += i + 1 < to && (text[i + 1] == '+' || text[i + 1] == '-') ? 2 : 1;
      int exponent = digits(text, i, to);
      return exponent > i && exponent == to;
    }
    return i == to;
  }

  private static int digits(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }
}
