package org.meshparity.proxyruntime.inproxy.expression;

/** An expression that was read once and is evaluated for one stream after another. */
public final class Expression {

  private final String text;
  private final Node root;

  private Expression(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads an expression.
   *
   * @throws ParseFailed when it is none
   */
  public static Expression parse(String text) throws ParseFailed {
    return new Expression(text, new Parser(new Lexer(text).tokens()).expression());
  }

  /**
   * Its value as a label shows it.
   *
   * @param roots what its first words stand for
   * @throws EvaluationFailed when it has none
   */
  public String text(Selectable roots) throws EvaluationFailed {
    return Values.text(root.evaluate(roots));
  }

  /**
   * Its value as what is added to a metric.
   *
   * @throws EvaluationFailed when it has none, or none that is a number
   */
  public long number(Selectable roots) throws EvaluationFailed {
    return Values.number(root.evaluate(roots));
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
