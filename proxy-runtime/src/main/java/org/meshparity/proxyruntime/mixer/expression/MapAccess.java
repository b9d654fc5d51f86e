package org.meshparity.proxyruntime.mixer.expression;

import org.jspecify.annotations.Nullable;

/** {@code map["key"]}; absent if the map, the key's attribute or the key in the map is. */
final class MapAccess extends Expression {

  private final Expression map;
  private final Expression key;

  MapAccess(Expression map, Expression key) {
    super(ValueType.STRING);
    this.map = map;
    this.key = key;
  }

  @Override
  boolean isPresent(Frame frame) {
    return textOrNull(frame) != null;
  }

  @Override
  @Nullable String textOrNull(Frame frame) {
    if (!map.isPresent(frame)) {
      return null;
    }
    String name = key.textOrNull(frame);
    return name == null ? null : map.map(frame).get(name);
  }

  @Override
  String text(Frame frame) {
    String name = key.text(frame);
    String value = map.map(frame).get(name);
    if (value == null) {
      throw new EvaluationFailed("member lookup failed: '" + name + "'");
    }
    return value;
  }
}
