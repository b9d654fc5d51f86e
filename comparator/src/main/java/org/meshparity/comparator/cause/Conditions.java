package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The label conditions that rows share. */
final class Conditions {

  private final Rows rows;

  Conditions(Rows rows) {
    this.rows = rows;
  }

  /** Columns in which all these rows have one value. */
  List<Integer> shared(BitSet chosen) {
    List<Integer> shared = new ArrayList<>();
    int first = chosen.nextSetBit(0);
    for (int column = 0; column < rows.columns() && first >= 0; column++) {
      if (allLike(column, first, chosen)) {
        shared.add(column);
      }
    }
    return shared;
  }

  private boolean allLike(int column, int first, BitSet chosen) {
    int code = rows.code(column, first);
    for (int row = chosen.nextSetBit(first); row >= 0; row = chosen.nextSetBit(row + 1)) {
      if (rows.code(column, row) != code) {
        return false;
      }
    }
    return true;
  }

  /** The fewest label conditions that tell rows from all others with traffic. */
  Map<String, String> apart(BitSet chosen) {
    BitSet others = rows.where(group -> group.traffic() > 0);
    others.andNot(chosen);
    return telling(chosen, others);
  }

  /**
   * The fewest of the shared conditions that tell the rows from others; all that narrow anything
   * down if none do.
   *
   * @param others rows that should not satisfy the conditions
   */
  Map<String, String> telling(BitSet chosen, BitSet others) {
    int first = chosen.nextSetBit(0);
    List<Integer> shared = shared(chosen);
    shared.remove((Integer) Rows.METRIC);
    Map<String, String> conditions = new LinkedHashMap<>();
    BitSet still = (BitSet) others.clone();
    while (!still.isEmpty()) {
      int best = best(first, shared, still);
      if (best < 0) {
        break; // no further label narrows it down
      }
      shared.remove((Integer) best);
      conditions.put(rows.label(best), rows.value(best, rows.code(best, first)));
      still = alike(best, first, still);
    }
    return conditions;
  }

  private int best(int first, List<Integer> shared, BitSet still) {
    int best = -1;
    int fewest = still.cardinality();
    for (int column : shared) {
      int remaining = alike(column, first, still).cardinality();
      if (remaining < fewest) {
        fewest = remaining;
        best = column;
      }
    }
    return best;
  }

  private BitSet alike(int column, int first, BitSet among) {
    BitSet alike = (BitSet) among.clone();
    int code = rows.code(column, first);
    for (int row = among.nextSetBit(0); row >= 0; row = among.nextSetBit(row + 1)) {
      if (rows.code(column, row) != code) {
        alike.clear(row);
      }
    }
    return alike;
  }

  /** Whether a group has all these label values; the empty value stands for an absent label. */
  static boolean satisfies(Group group, Map<String, String> conditions) {
    return conditions.entrySet().stream()
        .allMatch(c -> c.getValue().equals(group.labels().getOrDefault(c.getKey(), "")));
  }

  /** As a person reads them, e.g. {@code reporter="source" and response_code="0"}. */
  static String words(Map<String, String> conditions) {
    List<String> words = new ArrayList<>();
    conditions.forEach((label, value) -> words.add(label + "=" + Text.quoted(value)));
    return String.join(" and ", words);
  }
}
