package org.meshparity.proxyruntime.mixer.expression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression that can be evaluated for a report.
 *
 * <p>Each type has its own method, so that a number is never boxed on the way; which one to call is
 * decided by {@link #type}, once, before the first report. All of them fail with {@link
 * EvaluationFailed} when an attribute is absent that nothing stands in for, or has another type
 * than its manifest says.
 */
public abstract class Expression {

  private final ValueType type;

  Expression(ValueType type) {
    this.type = type;
  }

  /** The type of every value it can have. */
  public final ValueType type() {
    return type;
  }

  /** Whether it has a value at all, which is what {@code a | b} asks. */
  abstract boolean isPresent(Frame frame);

  /** The text, or null if it has no value. */
  @Nullable String textOrNull(Frame frame) {
    return isPresent(frame) ? text(frame) : null;
  }

  /** A string, of whatever meaning. */
  String text(Frame frame) {
    throw unlike("text");
  }

  /** A whole number; of a duration, its nanoseconds. */
  long whole(Frame frame) {
    throw unlike("whole number");
  }

  double real(Frame frame) {
    throw unlike("double");
  }

  /** A boolean. */
  public boolean flag(Frame frame) {
    throw unlike("boolean");
  }

  Instant moment(Frame frame) {
    throw unlike("moment");
  }

  byte[] address(Frame frame) {
    throw unlike("address");
  }

  Entries map(Frame frame) {
    throw unlike("map");
  }

  private IllegalStateException unlike(String asked) {
    return new IllegalStateException("asked for a " + asked + ", this is a " + type);
  }
}
