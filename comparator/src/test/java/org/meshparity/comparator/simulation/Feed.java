package org.meshparity.comparator.simulation;

import java.util.Arrays;

/** What one process is told about one group: when it becomes visible, and the value. */
final class Feed {

  private long[][] entries = new long[16][];
  private int size;

  void add(long visibleAt, long value) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size++] = new long[] {visibleAt, value};
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** In the order in which they become visible. */
  long[][] inOrder() {
    long[][] result = Arrays.copyOf(entries, size);
    Arrays.sort(result, (a, b) -> Long.compare(a[0], b[0]));
    return result;
  }
}
