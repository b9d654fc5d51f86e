package org.meshparity.proxyruntime.mixer.expression;

import java.time.Instant;

/**
 * {@code conditional(when, then, otherwise)}. It always counts as there, so that nothing stands in
 * for an attribute that is absent within it: the evaluation fails, as in Mixer.
 */
final class Conditional extends Expression {

  private final Expression when;
  private final Expression then;
  private final Expression otherwise;

  Conditional(Expression when, Expression then, Expression otherwise) {
    super(then.type());
    this.when = when;
    this.then = then;
    this.otherwise = otherwise;
  }

  private Expression chosen(Frame frame) {
    return when.flag(frame) ? then : otherwise;
  }

  @Override
  boolean isPresent(Frame frame) {
    return true;
  }

  @Override
  String text(Frame frame) {
    return chosen(frame).text(frame);
  }

  @Override
  long whole(Frame frame) {
    return chosen(frame).whole(frame);
  }

  @Override
  double real(Frame frame) {
    return chosen(frame).real(frame);
  }

  @Override
  public boolean flag(Frame frame) {
    return chosen(frame).flag(frame);
  }

  @Override
  Instant moment(Frame frame) {
    return chosen(frame).moment(frame);
  }

  @Override
  byte[] address(Frame frame) {
    return chosen(frame).address(frame);
  }

  @Override
  Entries map(Frame frame) {
    return chosen(frame).map(frame);
  }
}
