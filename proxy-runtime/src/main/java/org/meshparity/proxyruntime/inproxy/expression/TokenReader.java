package org.meshparity.proxyruntime.inproxy.expression;

import java.util.List;

/** The words of an expression, read from left to right; the last one says that it ends. */
final class TokenReader {

  private final List<Token> tokens;
  private int at;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    return tokens.get(at++);
  }

  /** Takes the last one back, so that a refusal names its place. */
  void back() {
    at--;
  }

  /** Whether the next one is this sign, which is passed over then. */
  boolean accept(String sign) {
    if (!peek().is(sign)) {
      return false;
    }
    at++;
    return true;
  }

  void expect(String sign) throws ParseFailed {
    if (!accept(sign)) {
      throw unexpected("\"" + sign + "\"");
    }
  }

  Token name() throws ParseFailed {
    if (peek().kind() != Token.Kind.NAME) {
      throw unexpected("a name");
    }
    return next();
  }

  /** What to throw when something else should be next. */
  ParseFailed unexpected(String wanted) {
    return new ParseFailed("expected " + wanted + ", found " + peek().shown(), peek().column());
  }
}
