package org.meshparity.proxyruntime.mixer.expression;

/** An expression that cannot be used, with the place in it where that shows. */
public final class ExpressionFault extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;

  ExpressionFault(int offset, String message) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /** Characters from the expression's start, from 0. */
  public int offset() {
    return offset;
  }

  /** What is wrong. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
