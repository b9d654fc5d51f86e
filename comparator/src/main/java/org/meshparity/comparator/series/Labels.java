package org.meshparity.comparator.series;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of one series, sorted by name. An empty value equals an absent label, as in
 * Prometheus, so it is left out; the metric's name is the label {@code __name__}.
 */
public final class Labels {

  /** The label that holds the metric's name. */
  public static final String NAME = "__name__";

  private final String[] names;
  private final String[] values;
  private int hash; // 0 until it is asked for

  private Labels(String[] names, String[] values) {
    this.names = names;
    this.values = values;
  }

  /** Of pairs, in any order. */
  public static Labels of(Map<String, String> pairs) {
    TreeMap<String, String> sorted = new TreeMap<>(pairs);
    sorted.values().removeIf(String::isEmpty);
    return new Labels(
        sorted.keySet().toArray(new String[0]), sorted.values().toArray(new String[0]));
  }

  /**
   * Takes over both arrays without copying them, for readers of millions of series.
   *
   * @param names strictly ascending
   * @param values as many as names, none empty
   * @throws IllegalArgumentException if the arrays are anything else
   */
  public static Labels ofSorted(String[] names, String[] values) {
    if (names.length != values.length) {
      throw new IllegalArgumentException(
          "labels need as many values as names, had " + values.length + " and " + names.length);
    }
    for (int i = 0; i < names.length; i++) {
      if (values[i].isEmpty() || (i > 0 && names[i].compareTo(names[i - 1]) <= 0)) {
        throw new IllegalArgumentException("labels must ascend and not be empty, had " + names[i]);
      }
    }
    return new Labels(names, values);
  }

  /**
   * Other values under the same names, whose array both share: of a million series nearly all have
   * the names of their neighbour.
   *
   * @param others as many as there are names, none empty; taken over without a copy
   * @throws IllegalArgumentException if they are anything else
   */
  public Labels withValues(String[] others) {
    if (others.length != names.length) {
      throw new IllegalArgumentException(
          "labels need as many values as names, had " + others.length + " and " + names.length);
    }
    for (int i = 0; i < others.length; i++) {
      if (others[i].isEmpty()) {
        throw new IllegalArgumentException("labels must not be empty, had " + names[i]);
      }
    }
    return new Labels(names, others);
  }

  /** The value, or the empty string for an absent label. */
  public String get(String name) {
    int at = Arrays.binarySearch(names, name);
    return at < 0 ? "" : values[at];
  }

  /** The names, for neighbours in this package; nobody writes to the array. */
  String[] names() {
    return names;
  }

  /** The values; nobody writes to the array. */
  String[] values() {
    return values;
  }

  /** All but the one at a place, under these names. */
  Labels without(int place, String[] others) {
    return new Labels(others, without(values, place));
  }

  /** With another one, which is neither there nor empty. */
  public Labels with(String name, String value) {
    Map<String, String> all = toMap();
    all.put(name, value);
    return of(all);
  }

  /** All but one; this if that one is absent. */
  public Labels without(String name) {
    int at = Arrays.binarySearch(names, name);
    return at < 0 ? this : new Labels(without(names, at), without(values, at));
  }

  static String[] without(String[] all, int at) {
    String[] others = new String[all.length - 1];
    System.arraycopy(all, 0, others, 0, at);
    System.arraycopy(all, at + 1, others, at, others.length - at);
    return others;
  }

  /** As a sorted map. */
  public Map<String, String> toMap() {
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], values[i]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels that
        && Arrays.equals(names, that.names)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }
    return hash;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
