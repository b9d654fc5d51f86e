package org.meshparity.comparator.verdict;

import java.math.BigDecimal;

/**
 * By how much the candidate may differ before it counts as a difference: the larger of a share of
 * legacy's value and a constant.
 *
 * @param relative 0 to 1 (SEMANTICS: theta)
 * @param absolute in the candidate's unit, 0 or more (SEMANTICS: A)
 */
public record Tolerance(BigDecimal relative, BigDecimal absolute) {

  public Tolerance {
    if (relative.signum() < 0 || relative.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("relative tolerance must be 0 to 1, was " + relative);
    }
    if (absolute.signum() < 0) {
      throw new IllegalArgumentException("absolute tolerance must be 0 or more, was " + absolute);
    }
  }

  /** A share only. */
  public static Tolerance relative(BigDecimal share) {
    return new Tolerance(share, BigDecimal.ZERO);
  }

  /**
   * Whether a candidate value is not too large beside a legacy value: at most {@link #up} of it.
   * Exact for all numbers; whole ones below 2^53, as counts are, need no decimals for it.
   */
  boolean reaches(double candidate, double legacy) {
    BigDecimal factor = BigDecimal.ONE.add(relative);
    return isPlain(candidate, legacy, factor)
        ? Scaled.compare((long) candidate, factor, (long) legacy) <= 0
        : Numbers.exact(candidate).compareTo(up(Numbers.exact(legacy))) <= 0;
  }

  /** Whether a candidate value is not too small beside a legacy value: at least {@link #down}. */
  boolean keeps(double candidate, double legacy) {
    BigDecimal factor = BigDecimal.ONE.subtract(relative);
    return isPlain(candidate, legacy, factor)
        ? Scaled.compare((long) candidate, factor, (long) legacy) >= 0
        : Numbers.exact(candidate).compareTo(down(Numbers.exact(legacy))) >= 0;
  }

  private boolean isPlain(double candidate, double legacy, BigDecimal factor) {
    return absolute.signum() == 0
        && Numbers.isWhole(candidate)
        && Numbers.isWhole(legacy)
        && Scaled.fits(factor);
  }

  /** The largest candidate value that still equals a legacy value, both in the candidate's unit. */
  BigDecimal up(BigDecimal legacy) {
    return legacy.add(relative.multiply(legacy).max(absolute));
  }

  /**
   * The smallest candidate value that still equals a legacy value, both in the candidate's unit.
   */
  BigDecimal down(BigDecimal legacy) {
    return legacy.subtract(relative.multiply(legacy).max(absolute));
  }
}
