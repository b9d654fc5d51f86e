package org.meshparity.proxyruntime.inproxy.expression;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text as written; of a string what it means
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {

  enum Kind {
    NAME,
    WHOLE,
    FRACTION,
    TEXT,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  String shown() {
    return kind == Kind.END ? "the end" : "\"" + text + "\"";
  }
}
