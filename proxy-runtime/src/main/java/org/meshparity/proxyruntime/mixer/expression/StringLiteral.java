package org.meshparity.proxyruntime.mixer.expression;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A string in quotes, with Go's escapes.
 *
 * <p>Go has single quotes for one character only; here they may hold any string, since nothing else
 * could be meant. An escaped byte is a byte, as in Go, so the content is collected as UTF-8.
 */
final class StringLiteral {

  private static final String ESCAPES = "abfnrtv\\'\"";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\'\"";

  private final String text;
  private final int start;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int at;

  StringLiteral(String text, int start) {
    this.text = text;
    this.start = start;
    this.at = start + 1;
  }

  Token read(Lexer lexer) throws ExpressionFault {
    char quote = text.charAt(start);
    while (true) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        throw new ExpressionFault(start, "a string starts here and does not end");
      }
      int next = text.codePointAt(at);
      at += Character.charCount(next);
      if (next == quote) {
        break;
      }
      if (next == '\\') {
        escape();
      } else {
        add(next);
      }
    }
    lexer.moveTo(at);
    return new Token(Token.Form.STRING, start, content.toString(StandardCharsets.UTF_8));
  }

  private void escape() throws ExpressionFault {
    char letter = at < text.length() ? text.charAt(at) : ' ';
    int simple = ESCAPES.indexOf(letter);
    if (simple >= 0) {
      at++;
      content.write(MEANINGS.charAt(simple));
      return;
    }
    switch (letter) {
      case 'x' -> content.write(digits(1, 2, 16));
      case 'u' -> add(digits(1, 4, 16));
      case 'U' -> add(digits(1, 8, 16));
      default -> content.write(digits(0, 3, 8));
    }
  }

  private int digits(int skip, int count, int radix) throws ExpressionFault {
    int from = at + skip;
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        throw new ExpressionFault(at - 1, "an escape that does not exist");
      }
      value = value * radix + digit;
    }
    at = from + count;
    return value;
  }

  private void add(int character) throws ExpressionFault {
    if (!Character.isValidCodePoint(character)) {
      throw new ExpressionFault(start, "an escape for a character that does not exist");
    }
    content.writeBytes(new String(Character.toChars(character)).getBytes(StandardCharsets.UTF_8));
  }
}
