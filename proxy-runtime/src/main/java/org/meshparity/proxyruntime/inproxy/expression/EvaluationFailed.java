package org.meshparity.proxyruntime.inproxy.expression;

/**
 * An expression that has no value for this stream, such as one that asks for a header that is not
 * there. Thrown for one request after another, so it knows no stack.
 */
public final class EvaluationFailed extends Exception {

  private static final long serialVersionUID = 1L;

  EvaluationFailed(String why) {
    super(why, null, false, false);
  }
}
