package org.meshparity.proxyruntime.mixer.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into words. They are Go's, since Mixer had its expressions read as Go. */
final class Lexer {

  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9]+(\\.[0-9]*)?|(\\.[0-9]+))([eE][-+]?[0-9]+)?");
  private static final List<String> OPERATORS =
      List.of(
          "==", "!=", "<=", ">=", "||", "&&", "|", "<", ">", "+", "!", "-", "*", "/", "%", "(", ")",
          "[", "]", ".", ",");

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) throws ExpressionFault {
    Lexer lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (tokens.get(tokens.size() - 1).form() != Token.Form.END);
    return tokens;
  }

  private Token next() throws ExpressionFault {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Token.Form.END, at, "");
    }
    char first = text.charAt(at);
    if (first == '"' || first == '\'') {
      return new StringLiteral(text, at).read(this);
    }
    if (first == '`') {
      return raw();
    }
    if (Character.isLetter(first) || first == '_') {
      return name();
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    return number.lookingAt() ? number(number) : operator();
  }

  private Token name() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return new Token(Token.Form.NAME, start, text.substring(start, at));
  }

  private Token number(Matcher number) {
    int start = at;
    at = number.end();
    boolean whole = number.group(1) == null && number.group(2) == null && number.group(3) == null;
    return new Token(whole ? Token.Form.INT : Token.Form.DOUBLE, start, number.group());
  }

  private Token raw() throws ExpressionFault {
    int start = at;
    int end = text.indexOf('`', start + 1);
    if (end < 0) {
      throw new ExpressionFault(start, "a string starts here and does not end");
    }
    at = end + 1;
    return new Token(Token.Form.STRING, start, text.substring(start + 1, end).replace("\r", ""));
  }

  private Token operator() throws ExpressionFault {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        int start = at;
        at += operator.length();
        return new Token(Token.Form.OPERATOR, start, operator);
      }
    }
    String hint = text.charAt(at) == '=' ? "; equality is written ==" : "";
    int found = text.codePointAt(at);
    throw new ExpressionFault(
        at, "\"" + new StringBuilder().appendCodePoint(found) + "\" does not belong here" + hint);
  }

  void moveTo(int position) {
    at = position;
  }
}
