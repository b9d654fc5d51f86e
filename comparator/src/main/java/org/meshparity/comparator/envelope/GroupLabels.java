package org.meshparity.comparator.envelope;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group's labels by name, sorted, in one array: a run keeps those of every group, and a tree of
 * twenty labels takes nearly a kilobyte.
 */
final class GroupLabels extends AbstractMap<String, String> {

  /** Names and values in turn. */
  private final String[] texts;

  private GroupLabels(String[] texts) {
    this.texts = texts;
  }

  /**
   * Those that have a value.
   *
   * @param names each once
   * @param values one for each name, empty where there is none
   */
  static GroupLabels of(List<String> names, String[] values) {
    String[] sorted = new String[2 * values.length];
    int size = 0;
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isEmpty()) {
        size = insert(names.get(i), values[i], sorted, size);
      }
    }
    return new GroupLabels(size == sorted.length ? sorted : Arrays.copyOf(sorted, size));
  }

  private static int insert(String name, String value, String[] sorted, int size) {
    int at = size;
    while (at > 0 && sorted[at - 2].compareTo(name) > 0) {
      sorted[at] = sorted[at - 2];
      sorted[at + 1] = sorted[at - 1];
      at -= 2;
    }
    sorted[at] = name;
    sorted[at + 1] = value;
    return size + 2;
  }

  @Override
  public int size() {
    return texts.length / 2;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    for (int i = 0; i < texts.length; i += 2) {
      if (texts[i].equals(name)) {
        return texts[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, String>> {

    @Override
    public int size() {
      return texts.length / 2;
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
      return new Iterator<>() {
        private int at;

        @Override
        public boolean hasNext() {
          return at < texts.length;
        }

        @Override
        public Map.Entry<String, String> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          at += 2;
          return Map.entry(texts[at - 2], texts[at - 1]);
        }
      };
    }
  }
}
