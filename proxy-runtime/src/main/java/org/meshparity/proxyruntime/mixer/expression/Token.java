package org.meshparity.proxyruntime.mixer.expression;

/**
 * A word of an expression.
 *
 * @param offset where it starts, in characters from 0
 * @param text a name or an operator as written; of a string, its content
 */
record Token(Form form, int offset, String text) {

  /** What a word is. */
  enum Form {
    NAME,
    INT,
    DOUBLE,
    STRING,
    OPERATOR,
    END
  }

  boolean is(String operator) {
    return form == Form.OPERATOR && text.equals(operator);
  }

  /** As a message shows it. */
  String shown() {
    return form == Form.END ? "the end" : "\"" + text + "\"";
  }
}
