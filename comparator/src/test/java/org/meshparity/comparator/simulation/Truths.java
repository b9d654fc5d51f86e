package org.meshparity.comparator.simulation;

import java.math.BigDecimal;
import java.math.MathContext;
import org.meshparity.comparator.report.Report.Check;

/**
 * What both sides of a check truly are, in its unit; null where a claim has no single number, or
 * where nothing happened of which one could take a mean or a quantile.
 */
record Truths(BigDecimal legacy, BigDecimal candidate) {

  private static final BigDecimal NANOS_PER_MS = BigDecimal.valueOf(1_000_000);

  static Truths of(World world, Family family, String group, Check check, long from, long until) {
    return new Truths(
        one(world.observed(Generation.LEGACY, family, group), family, check, from, until, true),
        one(
            world.observed(Generation.CANDIDATE, family, group),
            family,
            check,
            from,
            until,
            false));
  }

  private static BigDecimal one(
      Observed observed, Family family, Check check, long from, long until, boolean legacy) {
    return switch (check.claim()) {
      case INCREASE, PRESENCE ->
          BigDecimal.valueOf(
              family == Family.TCP_SENT ? observed.sum(from, until) : observed.count(from, until));
      case BUCKET, THRESHOLD -> below(observed, family, check.bound(), from, until, legacy);
      case MEAN -> mean(observed, family, from, until);
      case QUANTILE -> quantile(observed, family, check.quantile(), from, until);
      case DISTRIBUTION -> null;
    };
  }

  private static BigDecimal below(
      Observed observed, Family family, BigDecimal bound, long from, long until, boolean legacy) {
    long raw =
        family == Family.DURATION
            ? bound.multiply(NANOS_PER_MS).longValueExact()
            : bound.longValueExact();
    return BigDecimal.valueOf(observed.below(raw, legacy, from, until));
  }

  private static BigDecimal mean(Observed observed, Family family, long from, long until) {
    long count = observed.count(from, until);
    if (count == 0) {
      return null;
    }
    return unit(BigDecimal.valueOf(observed.sum(from, until)), family)
        .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
  }

  /** The smallest value that has at least the share q of all values at or below it. */
  private static BigDecimal quantile(
      Observed observed, Family family, BigDecimal q, long from, long until) {
    long[] sorted = observed.sorted(from, until);
    if (sorted.length == 0) {
      return null;
    }
    int rank =
        q.multiply(BigDecimal.valueOf(sorted.length))
            .setScale(0, java.math.RoundingMode.CEILING)
            .intValueExact();
    return unit(BigDecimal.valueOf(sorted[Math.max(rank, 1) - 1]), family);
  }

  private static BigDecimal unit(BigDecimal raw, Family family) {
    return family == Family.DURATION ? raw.divide(NANOS_PER_MS) : raw;
  }
}
