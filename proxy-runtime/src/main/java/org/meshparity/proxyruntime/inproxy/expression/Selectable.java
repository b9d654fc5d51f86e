package org.meshparity.proxyruntime.inproxy.expression;

import org.jspecify.annotations.Nullable;

/** A value with members, {@code a.b} or {@code a['b']}. */
@FunctionalInterface
public interface Selectable {

  /**
   * A member's value: a String, Long, Double, Boolean, List, Map or another of these.
   *
   * @return null when there is no such member
   */
  @Nullable Object select(String name);
}
