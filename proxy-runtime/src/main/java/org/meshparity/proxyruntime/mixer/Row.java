package org.meshparity.proxyruntime.mixer;

import org.jspecify.annotations.Nullable;

/** One set of label values, and the series of every metric that has them. Guarded by itself. */
final class Row implements Comparable<Row> {

  private final String[] values;
  private final int hash;
  private final @Nullable Cell[] cells;

  /** The next row that falls into the same place of its table. */
  @Nullable Row next;

  Row(String[] values, int hash, int metrics, @Nullable Row next) {
    this.values = values.clone();
    this.hash = hash;
    this.cells = new @Nullable Cell[metrics];
    this.next = next;
  }

  int hash() {
    return hash;
  }

  int width() {
    return values.length;
  }

  String value(int label) {
    return values[label];
  }

  boolean has(String[] others, int otherHash) {
    if (hash != otherHash) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (!values[i].equals(others[i])) {
        return false;
      }
    }
    return true;
  }

  @Nullable Cell cell(int metric) {
    return cells[metric];
  }

  void put(int metric, @Nullable Cell cell) {
    cells[metric] = cell;
  }

  boolean isEmpty() {
    for (Cell cell : cells) {
      if (cell != null) {
        return false;
      }
    }
    return true;
  }

  /** By the label values, as a Go program sorts its series. */
  @Override
  public int compareTo(Row other) {
    for (int i = 0; i < values.length; i++) {
      int order = values[i].compareTo(other.values[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
