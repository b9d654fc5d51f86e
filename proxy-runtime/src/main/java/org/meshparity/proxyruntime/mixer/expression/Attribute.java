package org.meshparity.proxyruntime.mixer.expression;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of the report.
 *
 * <p>A whole number may be sent where a duration is declared and the other way round: Mixer reads
 * both as 64 bits. No other type stands in for another.
 */
final class Attribute extends Expression {

  private final String name;
  private final int slot;

  Attribute(ValueType type, String name, int slot) {
    super(type);
    this.name = name;
    this.slot = slot;
  }

  @Override
  boolean isPresent(Frame frame) {
    int kind = frame.kindOf(slot);
    if (kind == Frame.ABSENT) {
      return false;
    }
    if (!fits(kind)) {
      throw new EvaluationFailed(
          "error converting value of " + name + " to " + type() + ": '" + frame.shown(slot) + "'");
    }
    return true;
  }

  private boolean fits(int kind) {
    return switch (type()) {
      case STRING, EMAIL_ADDRESS, URI, DNS_NAME -> kind == Frame.TEXT;
      case INT64, DURATION -> kind == Frame.WHOLE || kind == Frame.SPAN;
      case DOUBLE -> kind == Frame.REAL;
      case BOOL -> kind == Frame.FLAG;
      case TIMESTAMP -> kind == Frame.MOMENT;
      case IP_ADDRESS -> kind == Frame.RAW;
      case STRING_MAP -> kind == Frame.TEXT_MAP;
    };
  }

  private void require(Frame frame) {
    if (!isPresent(frame)) {
      throw new EvaluationFailed("lookup failed: '" + name + "'");
    }
  }

  @Override
  @Nullable String textOrNull(Frame frame) {
    return isPresent(frame) ? (String) frame.raw(slot) : null;
  }

  @Override
  String text(Frame frame) {
    require(frame);
    return (String) frame.raw(slot);
  }

  @Override
  long whole(Frame frame) {
    require(frame);
    return frame.numberOf(slot);
  }

  @Override
  double real(Frame frame) {
    require(frame);
    return Double.longBitsToDouble(frame.numberOf(slot));
  }

  @Override
  public boolean flag(Frame frame) {
    require(frame);
    return frame.numberOf(slot) != 0;
  }

  @Override
  Instant moment(Frame frame) {
    require(frame);
    long seconds = frame.numberOf(slot);
    try {
      return Instant.ofEpochSecond(seconds, frame.nanosOf(slot));
    } catch (DateTimeException | ArithmeticException e) {
      return seconds < 0 ? Instant.MIN : Instant.MAX;
    }
  }

  @Override
  byte[] address(Frame frame) {
    require(frame);
    return (byte[]) frame.raw(slot);
  }

  @Override
  Entries map(Frame frame) {
    require(frame);
    return frame.mapOf(slot);
  }
}
