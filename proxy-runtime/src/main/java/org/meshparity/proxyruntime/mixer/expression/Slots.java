package org.meshparity.proxyruntime.mixer.expression;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes that a configuration uses, numbered. A report has fifty and more; only these are
 * read, each into its place in a {@link Frame}.
 */
public final class Slots {

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** The number of an attribute, which counts as used from now on. */
  public int use(String name) {
    return numbers.computeIfAbsent(name, n -> numbers.size());
  }

  /** The number of an attribute, or -1 if nothing uses it. */
  public int find(String name) {
    return numbers.getOrDefault(name, -1);
  }

  /** How many there are. */
  public int size() {
    return numbers.size();
  }
}
