package org.meshparity.proxyruntime.inproxy.expression;

import org.jspecify.annotations.Nullable;

/** A member of a value, {@code a.b} or {@code a['b']}. */
final class Member implements Node {

  private final Node of;
  private final Node key;

  Member(Node of, Node key) {
    this.of = of;
    this.key = key;
  }

  @Override
  public Object evaluate(Selectable roots) throws EvaluationFailed {
    Object name = key.evaluate(roots);
    return present(Values.member(of.evaluate(roots), name), name);
  }

  /** Whether the member is there, as {@code has} asks. */
  Node presence() {
    return roots -> Values.member(of.evaluate(roots), key.evaluate(roots)) != null;
  }

  static Object present(@Nullable Object value, Object name) throws EvaluationFailed {
    if (value == null) {
      throw new EvaluationFailed("there is no " + name);
    }
    return value;
  }
}
