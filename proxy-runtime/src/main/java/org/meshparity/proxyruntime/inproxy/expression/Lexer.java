package org.meshparity.proxyruntime.inproxy.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. */
final class Lexer {

  private static final int MAX_LENGTH = 1 << 12;
  private static final List<String> LONG_SIGNS = List.of("&&", "||", "==", "!=", "<=", ">=");
  private static final String SIGNS = "?:+-*/%!<>()[].,{}";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  List<Token> tokens() throws ParseFailed {
    if (text.length() > MAX_LENGTH) {
      throw new ParseFailed("expression of more than " + MAX_LENGTH + " characters", MAX_LENGTH);
    }
    while (skipBlanks()) {
      next();
    }
    tokens.add(new Token(Token.Kind.END, "", text.length() + 1));
    return tokens;
  }

  private boolean skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private void next() throws ParseFailed {
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      string(at, false);
    } else if ((c == 'r' || c == 'R') && isQuote(at + 1)) {
      string(at + 1, true);
    } else if (isNameStart(c)) {
      name();
    } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      number();
    } else {
      sign();
    }
  }

  private boolean isQuote(int index) {
    return index < text.length() && (text.charAt(index) == '\'' || text.charAt(index) == '"');
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void name() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(at))) {
      at++;
    }
    add(Token.Kind.NAME, text.substring(start, at), start);
  }

  private void number() {
    int start = at;
    boolean fraction = false;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
      fraction = true;
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int digits = at + 1;
      if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
        digits++;
      }
      if (isDigit(digits)) {
        fraction = true;
        at = digits;
        skipDigits();
      }
    }
    String number = text.substring(start, at);
    if (!fraction && at < text.length() && (text.charAt(at) == 'u' || text.charAt(at) == 'U')) {
      at++;
    }
    add(fraction ? Token.Kind.FRACTION : Token.Kind.WHOLE, number, start);
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private void sign() throws ParseFailed {
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        add(Token.Kind.SIGN, sign, at);
        at += 2;
        return;
      }
    }
    char c = text.charAt(at);
    if (SIGNS.indexOf(c) < 0) {
      throw new ParseFailed("unexpected character '" + c + "'", at + 1);
    }
    add(Token.Kind.SIGN, String.valueOf(c), at);
    at++;
  }

  private void string(int quoteAt, boolean raw) throws ParseFailed {
    int start = at;
    String quote = text.substring(quoteAt, quoteAt + 1);
    if (text.startsWith(quote.repeat(3), quoteAt)) {
      quote = quote.repeat(3);
    }
    StringBuilder value = new StringBuilder();
    at = quoteAt + quote.length();
    while (!text.startsWith(quote, at)) {
      if (at >= text.length()) {
        throw new ParseFailed("a text that does not end, begun", start + 1);
      }
      char c = text.charAt(at);
      at++;
      if (c == '\\' && !raw) {
        escape(value);
      } else {
        value.append(c);
      }
    }
    at += quote.length();
    add(Token.Kind.TEXT, value.toString(), start);
  }

  private void escape(StringBuilder value) throws ParseFailed {
    char c = at < text.length() ? text.charAt(at) : ' ';
    int known = "nrtabfv0\\'\"?`".indexOf(c);
    if (c == 'u' || c == 'x') {
      int length = c == 'u' ? 4 : 2;
      value.append((char) code(at + 1, length));
      at += 1 + length;
    } else if (known >= 0) {
      value.append("\n\r\t\u0007\b\f\u000b\0\\'\"?`".charAt(known));
      at++;
    } else {
      throw new ParseFailed("unknown escape '\\" + c + "'", at);
    }
  }

  private int code(int from, int length) throws ParseFailed {
    if (from + length <= text.length()) {
      try {
        return Integer.parseInt(text.substring(from, from + length), 16);
      } catch (NumberFormatException e) {
        // said below, with the place
      }
    }
    throw new ParseFailed("an escape needs " + length + " hexadecimal digits", from);
  }

  private void add(Token.Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, start + 1));
  }
}
