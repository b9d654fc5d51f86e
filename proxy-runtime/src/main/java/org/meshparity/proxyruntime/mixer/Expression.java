package org.meshparity.proxyruntime.mixer;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;

/**
 * A value computed from a report, in the terms Mixer's configuration has for it.
 *
 * <p>{@code a | b} falls through on absence only: an empty string is a value.
 */
@FunctionalInterface
interface Expression {

  /**
   * The value, or null when the report has none.
   *
   * @throws EvaluationFailed when the report has the attribute with another type
   */
  @Nullable AttributeValue evaluate(AttributeBag bag);

  /** {@code a | b}. */
  default Expression or(Expression other) {
    return bag -> {
      AttributeValue value = evaluate(bag);
      return value == null ? other.evaluate(bag) : value;
    };
  }

  /** {@code a | "text"}. */
  default Expression or(String fallback) {
    return or(constant(fallback));
  }

  /** {@code a == "text"}, where absence equals nothing. */
  default Predicate<AttributeBag> is(String text) {
    AttributeValue wanted = new AttributeValue.Text(text);
    return bag -> wanted.equals(evaluate(bag));
  }

  /** {@code match(a, "text*")}, where absence matches nothing. */
  default Predicate<AttributeBag> startsWith(String prefix) {
    return bag ->
        evaluate(bag) instanceof AttributeValue.Text text && text.value().startsWith(prefix);
  }

  /** A string that is always there. */
  static Expression constant(String text) {
    AttributeValue value = new AttributeValue.Text(text);
    return bag -> value;
  }

  /** A value that is always there. */
  static Expression constant(AttributeValue value) {
    return bag -> value;
  }

  /** A string attribute. */
  static Expression text(String name) {
    return attribute(name, AttributeValue.Text.class);
  }

  /** A whole-number attribute. */
  static Expression whole(String name) {
    return attribute(name, AttributeValue.Whole.class);
  }

  /** A duration attribute. */
  static Expression span(String name) {
    return attribute(name, AttributeValue.Span.class);
  }

  /** {@code map["key"]}. */
  static Expression entry(String map, String key) {
    Expression whole = attribute(map, AttributeValue.TextMap.class);
    return bag -> {
      if (!(whole.evaluate(bag) instanceof AttributeValue.TextMap entries)) {
        return null;
      }
      String value = entries.value().get(key);
      return value == null ? null : new AttributeValue.Text(value);
    };
  }

  /** {@code conditional(when, then, otherwise)}. */
  static Expression conditional(
      Predicate<AttributeBag> when, Expression then, Expression otherwise) {
    return bag -> when.test(bag) ? then.evaluate(bag) : otherwise.evaluate(bag);
  }

  private static Expression attribute(String name, Class<? extends AttributeValue> type) {
    return bag -> {
      AttributeValue value = bag.get(name);
      if (value != null && !type.isInstance(value)) {
        throw new EvaluationFailed(
            "attribute " + name + " must be " + type.getSimpleName() + ", was " + value);
      }
      return value;
    };
  }
}
