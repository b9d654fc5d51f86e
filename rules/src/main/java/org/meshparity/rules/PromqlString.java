package org.meshparity.rules;

/** A quoted string as PromQL writes it, which is as Go writes it. */
final class PromqlString {

  private static final String LETTERS = "abfnrtv\\\"'";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000B\\\"'";

  private final String text;
  private final StringBuilder value = new StringBuilder();
  private int at;

  private PromqlString(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** What a reader found: the value, and where the text goes on behind it. */
  record Read(String value, int end) {}

  /** A string that is none, and where it stops being one. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;
    private final int at;

    Malformed(String message, int at) {
      super(message);
      this.at = at;
    }

    /** Counted from 0. */
    int at() {
      return at;
    }
  }

  /** Reads the string that starts at a place with one of the three quotes. */
  static Read read(String text, int from) throws Malformed {
    PromqlString string = new PromqlString(text, from);
    char quote = string.peek();
    string.at++;
    switch (quote) {
      case '"', '\'' -> string.escaped(quote);
      case '`' -> string.raw();
      default -> throw new Malformed("expected a quoted value", from);
    }
    return new Read(string.value.toString(), string.at);
  }

  /** In double quotes, on one line, for any value. */
  static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : c);
      }
    }
    return quoted.append('"').toString();
  }

  private void raw() throws Malformed {
    int end = text.indexOf('`', at);
    if (end < 0) {
      throw unended();
    }
    value.append(text, at, end);
    at = end + 1;
  }

  private void escaped(char quote) throws Malformed {
    while (peek() != quote) {
      char c = peek();
      if (at >= text.length() || c == '\n') {
        throw unended();
      }
      at++;
      if (c == '\\') {
        escape();
      } else {
        value.append(c);
      }
    }
    at++;
  }

  private void escape() throws Malformed {
    int letter = LETTERS.indexOf(peek());
    if (letter >= 0) {
      value.append(MEANINGS.charAt(letter));
      at++;
      return;
    }
    switch (peek()) {
      case 'x' -> codePoint(at + 1, 2, 16, 0x7F);
      case 'u' -> codePoint(at + 1, 4, 16, Character.MAX_CODE_POINT);
      case 'U' -> codePoint(at + 1, 8, 16, Character.MAX_CODE_POINT);
      case '0', '1' -> codePoint(at, 3, 8, 0x7F);
      default -> throw new Malformed("unknown escape", at);
    }
  }

  /** Escapes of single bytes above 127 would be halves of characters: they are not understood. */
  private void codePoint(int from, int digits, int radix, int most) throws Malformed {
    int code = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0 || text.charAt(i) > 'f') {
        throw new Malformed("unknown escape", at);
      }
      code = (code << (radix == 16 ? 4 : 3)) + digit;
      if (code > most) {
        throw new Malformed("unknown escape", at);
      }
    }
    if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
      throw new Malformed("half a character", at);
    }
    value.appendCodePoint(code);
    at = from + digits;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private Malformed unended() {
    return new Malformed("the quoted value does not end", at);
  }
}
