package org.meshparity.comparator.envelope;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which group: the values of the identity labels, in the pack's order. An absent label is the empty
 * value. Not a record only because its hash is kept: both sides of every group are looked up by it.
 */
public final class GroupKey {

  /** By the values, in the pack's order of labels. */
  public static final Comparator<GroupKey> ORDER = GroupKey::compareValues;

  private final String[] values;
  private final int hash;

  /**
   * Of the values of the identity labels.
   *
   * @param values one for each identity label
   */
  public GroupKey(List<String> values) {
    this(List.copyOf(values).toArray(new String[0]));
  }

  /** Takes over the array. */
  GroupKey(String[] values) {
    this.values = values;
    this.hash = hash(values);
  }

  /** Values of the same few words with numbers in them are many, and must not be the same here. */
  private static int hash(String[] values) {
    long hash = values.length;
    for (String value : values) {
      hash = (hash ^ value.hashCode()) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  /** One for each identity label. */
  public List<String> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  /**
   * By label name, sorted, absent ones left out; of a group that has none of them the first, as
   * empty: a group must be named somehow. Nobody can change it.
   */
  public Map<String, String> toMap(List<String> identity) {
    Map<String, String> labels = GroupLabels.of(identity, values);
    return labels.isEmpty() ? Map.of(identity.get(0), "") : labels;
  }

  private static int compareValues(GroupKey one, GroupKey other) {
    for (int i = 0; i < Math.min(one.values.length, other.values.length); i++) {
      int order = one.values[i].compareTo(other.values[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.values.length, other.values.length);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof GroupKey that
            && hash == that.hash
            && Arrays.equals(values, that.values));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
