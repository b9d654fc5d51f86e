package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Groups of a metric that are alike but for some labels, wherever one of them has an open gap. */
final class Families {

  private final Rows rows;
  private final BitSet open;
  private final BitSet members;

  /**
   * For one search.
   *
   * @param open rows with a gap to explain
   * @param members rows that count with them: those, and all that are not decided
   */
  Families(Rows rows, BitSet open, BitSet members) {
    this.rows = rows;
    this.open = open;
    this.members = members;
  }

  /** All that differ in these columns only, and balance. */
  List<Family> balanced(int[] without) {
    BitSet ignored = new BitSet();
    for (int column : without) {
      ignored.set(column);
    }
    Map<Long, List<Integer>> byRest = new HashMap<>();
    each(
        open,
        row -> byRest.computeIfAbsent(rows.hashWithout(row, without), h -> new ArrayList<>()));
    each(
        members,
        row -> {
          List<Integer> family = byRest.get(rows.hashWithout(row, without));
          if (family != null
              && (family.isEmpty() || rows.sameWithout(family.get(0), row, ignored))) {
            family.add(row);
          }
        });
    List<Family> found = new ArrayList<>();
    for (List<Integer> family : byRest.values()) {
      Family one = family.size() < 2 ? null : Family.of(rows, family, open);
      if (one != null && one.balances()) {
        found.add(one);
      }
    }
    found.sort((a, b) -> Integer.compare(a.first(), b.first()));
    return found;
  }

  private static void each(BitSet set, IntConsumer each) {
    for (int row = set.nextSetBit(0); row >= 0; row = set.nextSetBit(row + 1)) {
      each.accept(row);
    }
  }

  /**
   * One family.
   *
   * @param lacking rows of which legacy has more
   * @param surplus rows of which the candidate has more
   */
  record Family(int[] lacking, int[] surplus, Totals totals) {

    static Family of(Rows rows, List<Integer> family, BitSet open) {
      List<Integer> lacking = new ArrayList<>();
      List<Integer> surplus = new ArrayList<>();
      Totals totals = Totals.NONE;
      for (int row : family) {
        Group group = rows.group(row);
        totals = totals.plus(group);
        if (open.get(row) && group.legacy().lower() > group.candidate().upper()) {
          lacking.add(row);
        }
        if (open.get(row) && group.candidate().lower() > group.legacy().upper()) {
          surplus.add(row);
        }
      }
      return new Family(ints(lacking), ints(surplus), totals);
    }

    private static int[] ints(List<Integer> rows) {
      return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean balances() {
      return lacking.length > 0 && surplus.length > 0 && totals.together();
    }

    int first() {
      return Math.min(lacking[0], surplus[0]);
    }

    int size() {
      return lacking.length + surplus.length;
    }
  }
}
