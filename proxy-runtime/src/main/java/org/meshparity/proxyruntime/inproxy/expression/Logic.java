package org.meshparity.proxyruntime.inproxy.expression;

/**
 * {@code a || b} or {@code a && b}. As in CEL one side that decides is enough, even when the other
 * has no value.
 */
final class Logic implements Node {

  private final boolean deciding;
  private final Node left;
  private final Node right;

  /** Of two sides, decided by one that is {@code deciding}: true for or, false for and. */
  Logic(boolean deciding, Node left, Node right) {
    this.deciding = deciding;
    this.left = left;
    this.right = right;
  }

  @Override
  public Object evaluate(Selectable roots) throws EvaluationFailed {
    try {
      if (Values.truth(left.evaluate(roots)) == deciding) {
        return deciding;
      }
    } catch (EvaluationFailed e) {
      if (Values.truth(right.evaluate(roots)) == deciding) {
        return deciding;
      }
      throw e;
    }
    return Values.truth(right.evaluate(roots));
  }
}
