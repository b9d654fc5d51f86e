package org.meshparity.proxyruntime.mixer.expression;

import java.time.Instant;

/** A value that is always there and always the same. */
final class Constant extends Expression {

  private final Object value;

  Constant(ValueType type, Object value) {
    super(type);
    this.value = value;
  }

  @Override
  boolean isPresent(Frame frame) {
    return true;
  }

  @Override
  String text(Frame frame) {
    return (String) value;
  }

  @Override
  long whole(Frame frame) {
    return (Long) value;
  }

  @Override
  double real(Frame frame) {
    return (Double) value;
  }

  @Override
  public boolean flag(Frame frame) {
    return (Boolean) value;
  }

  @Override
  Instant moment(Frame frame) {
    return (Instant) value;
  }

  @Override
  byte[] address(Frame frame) {
    return (byte[]) value;
  }

  @Override
  Entries map(Frame frame) {
    return (Entries) value;
  }
}
