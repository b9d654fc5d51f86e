package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * All groups of a run as rows of small numbers, one column for the metric and one for each label:
 * to find what groups have in common, every label of every group is looked at many times.
 */
final class Rows {

  /** The column of the metric's name, which is no label. */
  static final int METRIC = 0;

  private final List<Group> groups;
  private final List<String> columns = new ArrayList<>(List.of("metric"));
  private final List<List<String>> values = new ArrayList<>();
  private final int[][] codes;
  private final long[] hashes;

  Rows(List<Group> groups) {
    this.groups = List.copyOf(groups);
    TreeSet<String> labels = new TreeSet<>();
    for (Group group : groups) {
      for (Map.Entry<String, String> label : group.labels().entrySet()) { // no view is kept of it
        labels.add(label.getKey());
      }
    }
    columns.addAll(labels);
    this.codes = new int[columns.size()][groups.size()];
    this.hashes = new long[groups.size()];
    for (int column = 0; column < codes.length; column++) {
      encode(column);
    }
  }

  private void encode(int column) {
    Map<String, Integer> known = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      Group group = groups.get(row);
      String value =
          column == METRIC ? group.metric() : group.labels().getOrDefault(columns.get(column), "");
      Integer code = known.get(value);
      if (code == null) {
        code = found.size();
        known.put(value, code);
        found.add(value);
      }
      codes[column][row] = code;
      hashes[row] += mixed(column, code);
    }
    values.add(found);
  }

  /** Sums of these tell rows apart, and one label can be taken out again. */
  private static long mixed(int column, int code) {
    long x = column * 0x9E3779B97F4A7C15L + code * 0xC2B2AE3D27D4EB4FL + 0x165667B19E3779F9L;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  int size() {
    return groups.size();
  }

  /** How many columns there are, the metric's included. */
  int columns() {
    return codes.length;
  }

  Group group(int row) {
    return groups.get(row);
  }

  /** The groups of rows, in the run's order. */
  List<Group> groups(BitSet rows) {
    List<Group> chosen = new ArrayList<>(rows.cardinality());
    rows.stream().forEach(row -> chosen.add(groups.get(row)));
    return chosen;
  }

  /** A label's column, or a negative number if no group has it. */
  int column(String label) {
    int column = columns.lastIndexOf(label);
    return column == METRIC ? -1 : column;
  }

  /** The label of a column. */
  String label(int column) {
    return columns.get(column);
  }

  /** A row's value in a column, as a number below {@link #distinct}. */
  int code(int column, int row) {
    return codes[column][row];
  }

  /** How many values a column has. */
  int distinct(int column) {
    return values.get(column).size();
  }

  /** What a code of a column stands for. */
  String value(int column, int code) {
    return values.get(column).get(code);
  }

  /** A number that is the same for rows that differ in these columns only. */
  long hashWithout(int row, int[] without) {
    long hash = hashes[row];
    for (int column : without) {
      hash -= mixed(column, codes[column][row]);
    }
    return hash;
  }

  /** Whether two rows differ in these columns only. */
  boolean sameWithout(int one, int other, BitSet without) {
    for (int column = 0; column < codes.length; column++) {
      if (codes[column][one] != codes[column][other] && !without.get(column)) {
        return false;
      }
    }
    return true;
  }

  /** The rows of which something holds. */
  BitSet where(RowTest test) {
    BitSet found = new BitSet(size());
    for (int row = 0; row < size(); row++) {
      if (test.holds(groups.get(row))) {
        found.set(row);
      }
    }
    return found;
  }

  /** Something about a group. */
  @FunctionalInterface
  interface RowTest {
    boolean holds(Group group);
  }
}
