package org.meshparity.comparator.gate;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/**
 * What makes a run pass.
 *
 * @param failOn which findings fail it
 * @param maxUndecided largest share of the traffic that may stay undecided, 0 to 1
 * @param minCoverage smallest share of the window in which each side must have been scraped, 0 to 1
 */
public record GatePolicy(Set<FailOn> failOn, BigDecimal maxUndecided, BigDecimal minCoverage) {

  /** Fails on proved gaps, lets 5 % undecided through, wants 95 % of the window scraped. */
  public static final GatePolicy DEFAULT =
      new GatePolicy(
          EnumSet.of(FailOn.DIFFERENT, FailOn.MISSING),
          new BigDecimal("0.05"),
          new BigDecimal("0.95"));

  public GatePolicy {
    failOn = Set.copyOf(failOn);
    share("max undecided", maxUndecided);
    share("min coverage", minCoverage);
  }

  private static void share(String name, BigDecimal value) {
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(name + " must be 0 to 1 (0% to 100%), was " + value);
    }
  }

  /** Kinds of findings that can fail a run. */
  public enum FailOn {
    DIFFERENT,
    MISSING,
    UNDECIDED
  }
}
