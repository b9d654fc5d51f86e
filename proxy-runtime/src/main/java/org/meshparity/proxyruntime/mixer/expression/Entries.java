package org.meshparity.proxyruntime.mixer.expression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A map of strings, such as labels. Small ones are searched from end to end, which is quicker than
 * hashing; a large one is hashed once, or a client could make every lookup expensive.
 */
final class Entries {

  private static final int SMALL = 16;

  private String[] keys = new String[SMALL];
  private String[] values = new String[SMALL];
  private int size;
  private @Nullable Map<String, String> hashed;
  private @Nullable String text;

  void clear() {
    if (size > 64 * SMALL) {
      keys = new String[SMALL];
      values = new String[SMALL];
    }
    size = 0;
    hashed = null;
    text = null;
  }

  void add(String key, String value) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    keys[size] = key;
    values[size] = value;
    size++;
    hashed = null;
    text = null;
  }

  @Nullable String get(String key) {
    if (size > SMALL) {
      return asMap().get(key);
    }
    for (int i = size - 1; i >= 0; i--) {
      if (keys[i].equals(key)) {
        return values[i];
      }
    }
    return null;
  }

  private Map<String, String> asMap() {
    Map<String, String> map = hashed;
    if (map == null) {
      map = new HashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(keys[i], values[i]);
      }
      hashed = map;
    }
    return map;
  }

  /** {@code k=v&k=v}, sorted by key. */
  @Override
  public String toString() {
    String joined = text;
    if (joined == null) {
      joined =
          new TreeMap<>(asMap())
              .entrySet().stream()
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .collect(Collectors.joining("&"));
      text = joined;
    }
    return joined;
  }
}
