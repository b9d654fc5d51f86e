package org.meshparity.comparator.cause;

import java.math.BigDecimal;
import org.meshparity.comparator.series.Bounds;

/**
 * What several groups counted together, on both sides.
 *
 * @param lacking by how much legacy certainly has more, group by group
 * @param surplus by how much the candidate certainly has more, group by group
 */
record Totals(Bounds legacy, Bounds candidate, double lacking, double surplus) {

  static final Totals NONE = new Totals(Bounds.ZERO, Bounds.ZERO, 0, 0);

  static Totals of(Iterable<Group> groups) {
    Totals totals = NONE;
    for (Group group : groups) {
      totals = totals.plus(group);
    }
    return totals;
  }

  Totals plus(Group group) {
    return new Totals(
        legacy.plus(group.legacy()),
        candidate.plus(group.candidate()),
        lacking + Math.max(0, group.legacy().lower() - group.candidate().upper()),
        surplus + Math.max(0, group.candidate().lower() - group.legacy().upper()));
  }

  Totals plus(Totals other) {
    return new Totals(
        legacy.plus(other.legacy),
        candidate.plus(other.candidate),
        lacking + other.lacking,
        surplus + other.surplus);
  }

  /** Whether the sums may be equal, and are known so well that their parts being apart tells. */
  boolean together() {
    if (!legacy.bounded() || !candidate.bounded()) {
      return false;
    }
    boolean overlap = legacy.lower() <= candidate.upper() && candidate.lower() <= legacy.upper();
    double width = (legacy.upper() - legacy.lower()) + (candidate.upper() - candidate.lower());
    return overlap && width <= Math.max(lacking, surplus);
  }

  /** Whether everything that fits the samples makes the sums equal within a tolerance. */
  boolean equal(BigDecimal tolerance) {
    if (!legacy.bounded() || !candidate.bounded()) {
      return false;
    }
    BigDecimal one = BigDecimal.ONE;
    BigDecimal most = new BigDecimal(legacy.lower()).multiply(one.add(tolerance));
    BigDecimal least = new BigDecimal(legacy.upper()).multiply(one.subtract(tolerance));
    return new BigDecimal(candidate.upper()).compareTo(most) <= 0
        && new BigDecimal(candidate.lower()).compareTo(least) >= 0;
  }
}
