package org.meshparity.proxyruntime.mixer.expression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code a | b}: a if it is there, else b. An empty string is there. */
final class Fallback extends Expression {

  private final Expression first;
  private final Expression second;

  Fallback(Expression first, Expression second) {
    super(first.type());
    this.first = first;
    this.second = second;
  }

  private Expression chosen(Frame frame) {
    return first.isPresent(frame) ? first : second;
  }

  @Override
  boolean isPresent(Frame frame) {
    return first.isPresent(frame) || second.isPresent(frame);
  }

  @Override
  @Nullable String textOrNull(Frame frame) {
    String text = first.textOrNull(frame);
    return text == null ? second.textOrNull(frame) : text;
  }

  @Override
  String text(Frame frame) {
    String text = first.textOrNull(frame);
    return text == null ? second.text(frame) : text;
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
