package org.meshparity.proxyruntime.mixer.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.meshparity.proxyruntime.mixer.expression.Expression;

/**
 * What is measured and by what it is told apart.
 *
 * @param value empty if it could not be read
 * @param names of all dimensions, also of those that could not be read
 * @param dimensions by name
 */
record Instance(
    ResourceId id,
    Optional<Expression> value,
    Set<String> names,
    Map<String, Expression> dimensions) {

  Instance {
    dimensions = new TreeMap<>(dimensions);
  }

  /** Whether everything in it could be read. */
  boolean isWhole() {
    return value.isPresent() && names.size() == dimensions.size();
  }
}
