package org.meshparity.proxyruntime.inproxy.expression;

/** A text that is no expression, with the place where that shows. */
public final class ParseFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final int column;

  ParseFailed(String what, int column) {
    super(what + " at column " + column);
    this.column = column;
  }

  /** The place in the text, counted from 1. */
  public int column() {
    return column;
  }
}
