package org.meshparity.comparator.cause;

import java.util.Collection;
import java.util.TreeSet;

/**
 * What the labels of one side's targets say. A target is taken to be one of a workload if a label
 * of it is the workload's name, or goes on with a dash behind it, as the names of pods do.
 */
final class TargetLabels {

  private final TreeSet<String> values;

  /** From all label values of all targets that answer. */
  TargetLabels(Collection<String> values) {
    this.values = new TreeSet<>(values);
  }

  /** Whether any target may belong to what has this name. */
  boolean name(String value) {
    if (value.isEmpty()) {
      return false;
    }
    String next = values.ceiling(value + "-");
    return values.contains(value) || (next != null && next.startsWith(value + "-"));
  }
}
