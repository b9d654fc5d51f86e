package org.meshparity.comparator.simulation;

import java.util.Arrays;

/** What one process is told about one group: when it becomes visible, and the value. */
final class Feed {

  private long[] visibleAt = new long[16];
  private long[] values = new long[16];
  private int size;

  /** Keeps them in the order in which they become visible; nearly all come in that order. */
  void add(long at, long value) {
    if (size == values.length) {
      visibleAt = Arrays.copyOf(visibleAt, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    int place = size++;
    for (; place > 0 && visibleAt[place - 1] > at; place--) {
      visibleAt[place] = visibleAt[place - 1];
      values[place] = values[place - 1];
    }
    visibleAt[place] = at;
    values[place] = value;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  long visibleAt(int i) {
    return visibleAt[i];
  }

  long value(int i) {
    return values[i];
  }
}
