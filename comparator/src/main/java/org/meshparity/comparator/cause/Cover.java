package org.meshparity.comparator.cause;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes many rows by few label conditions: rule by rule, each the conditions that tell as much
 * as possible of what is left from all that must not satisfy them. Each step looks once at each
 * label of each row that is still in question, so that it stays linear.
 */
final class Cover {

  private static final int MOST_CONDITIONS = 4;

  private final Rows rows;
  private final BitSet others;

  /** Against rows that no rule should cover. */
  Cover(Rows rows, BitSet others) {
    this.rows = rows;
    this.others = others;
  }

  /**
   * One rule.
   *
   * @param conditions by column, as the code of its value
   * @param covered which of the rows satisfy them
   * @param exact whether no other row does
   */
  record Rule(Map<Integer, Integer> conditions, BitSet covered, boolean exact) {}

  /** At most so many rules, largest share of the traffic first; what is left has none. */
  List<Rule> of(BitSet chosen, int most) {
    List<Rule> rules = new ArrayList<>();
    BitSet left = (BitSet) chosen.clone();
    while (!left.isEmpty() && rules.size() < most) {
      Rule rule = rule(left);
      if (rule.covered().isEmpty() || (!rule.exact() && rule.conditions().isEmpty())) {
        break;
      }
      rules.add(rule);
      left.andNot(rule.covered());
    }
    return rules;
  }

  private Rule rule(BitSet chosen) {
    Map<Integer, Integer> conditions = new LinkedHashMap<>();
    BitSet in = (BitSet) chosen.clone();
    BitSet out = (BitSet) others.clone();
    while (!out.isEmpty() && conditions.size() < MOST_CONDITIONS) {
      int[] best = best(in, out, conditions);
      if (best[0] < 0) {
        break;
      }
      conditions.put(best[0], best[1]);
      keep(in, best[0], best[1]);
      keep(out, best[0], best[1]);
    }
    return new Rule(conditions, in, out.isEmpty());
  }

  private void keep(BitSet some, int column, int code) {
    for (int row = some.nextSetBit(0); row >= 0; row = some.nextSetBit(row + 1)) {
      if (rows.code(column, row) != code) {
        some.clear(row);
      }
    }
  }

  /** The condition that keeps most of what is wanted and least of the rest. */
  private int[] best(BitSet in, BitSet out, Map<Integer, Integer> used) {
    int[] best = {-1, -1};
    double highest = 1e-9;
    double wanted = in.stream().mapToDouble(this::weight).sum();
    double unwanted = out.cardinality();
    for (int column = 0; column < rows.columns(); column++) {
      if (used.containsKey(column)) {
        continue;
      }
      double[] kept = new double[rows.distinct(column)];
      for (int row = in.nextSetBit(0); row >= 0; row = in.nextSetBit(row + 1)) {
        kept[rows.code(column, row)] += weight(row) / wanted;
      }
      int[] stray = new int[kept.length];
      for (int row = out.nextSetBit(0); row >= 0; row = out.nextSetBit(row + 1)) {
        stray[rows.code(column, row)]++;
      }
      for (int code = 0; code < kept.length; code++) {
        double gain = kept[code] - stray[code] / unwanted;
        if (kept[code] > 0 && stray[code] < unwanted && gain > highest) {
          highest = gain;
          best = new int[] {column, code};
        }
      }
    }
    return best;
  }

  private double weight(int row) {
    return 1 + rows.group(row).traffic();
  }
}
