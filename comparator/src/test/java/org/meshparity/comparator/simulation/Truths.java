package org.meshparity.comparator.simulation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.meshparity.comparator.report.Report.Check;

/**
 * What both sides of a check truly are, in its unit; null where a claim has no single number, or
 * where nothing happened of which one could take a mean or a quantile.
 */
record Truths(BigDecimal legacy, BigDecimal candidate) {

  private static final BigDecimal NANOS_PER_MS = BigDecimal.valueOf(1_000_000);

  /**
   * Looks them up.
   *
   * @param windows what the check is about, each {from, until} in the world's microseconds
   */
  static Truths of(World world, Family family, String group, Check check, List<long[]> windows) {
    return new Truths(
        truth(world.observed(Generation.LEGACY, family, group).during(windows), family, check),
        truth(world.observed(Generation.CANDIDATE, family, group).during(windows), family, check));
  }

  private static BigDecimal truth(Observed observed, Family family, Check check) {
    return switch (check.claim()) {
      case INCREASE, PRESENCE ->
          BigDecimal.valueOf(family == Family.TCP_SENT ? observed.sum() : observed.count());
      case BUCKET, THRESHOLD -> below(observed, family, check.bound());
      case MEAN -> mean(observed, family);
      case QUANTILE -> quantile(observed, family, check.quantile());
      case DISTRIBUTION -> null;
    };
  }

  /** A bound of whole values includes itself; no duration lies on one. */
  private static BigDecimal below(Observed observed, Family family, BigDecimal bound) {
    long raw =
        family == Family.DURATION
            ? bound.multiply(NANOS_PER_MS).longValueExact()
            : bound.longValueExact();
    return BigDecimal.valueOf(observed.below(raw, true));
  }

  private static BigDecimal mean(Observed observed, Family family) {
    return observed.count() == 0
        ? null
        : unit(observed.sum(), family)
            .divide(BigDecimal.valueOf(observed.count()), MathContext.DECIMAL128);
  }

  /** The smallest value that has at least the share q of all values at or below it. */
  private static BigDecimal quantile(Observed observed, Family family, BigDecimal q) {
    if (observed.count() == 0) {
      return null;
    }
    int rank =
        q.multiply(BigDecimal.valueOf(observed.count()))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact();
    return unit(observed.sorted()[rank - 1], family);
  }

  private static BigDecimal unit(long raw, Family family) {
    BigDecimal value = BigDecimal.valueOf(raw);
    return family == Family.DURATION ? value.divide(NANOS_PER_MS) : value;
  }
}
