package org.meshparity.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one side tells of one metric.
 *
 * @param series names under which it may be found, e.g. an old and a documented name; at least one.
 *     For a histogram the base name, without {@code _bucket}
 * @param factor by which values of this side are multiplied to reach the metric's unit, e.g. 1000
 *     for seconds
 * @param lag upper bound of the time between an event and its being visible to a scrape (SEMANTICS:
 *     lambda)
 * @param le whether an observation equal to a bucket's bound is counted in that bucket
 * @param ties whether observations can fall exactly on a bound; {@code NONE} makes both readings of
 *     {@code le} the same cut
 * @param edges printed bound, in this side's own unit, to the true edge it counts up to, in the
 *     same unit
 * @param precision how far a stored value may lie from the observed one
 * @param sum how the true sum relates to the exported one
 */
public record SeriesRules(
    List<String> series,
    BigDecimal factor,
    Duration lag,
    Le le,
    Ties ties,
    Map<BigDecimal, BigDecimal> edges,
    Precision precision,
    SumRule sum) {

  public SeriesRules {
    series = List.copyOf(series);
    edges = Map.copyOf(edges);
  }

  /** Which side of its bound a bucket counts. */
  public enum Le {
    INCLUDES,
    EXCLUDES
  }

  /** Whether observations can fall exactly on a bound. */
  public enum Ties {
    POSSIBLE,
    NONE
  }

  /**
   * A stored value r of an observation x lies in {@code [x - below, x + above]}, in this side's own
   * unit.
   *
   * @param below 0 or more
   * @param above 0 or more
   */
  public record Precision(BigDecimal below, BigDecimal above) {
    /** Values are stored as observed. */
    public static final Precision EXACT = new Precision(BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /**
   * The true sum T for an exported sum s: {@code from * s <= T <= to * s + add * (observations
   * below bound)}.
   *
   * @param from numerator and denominator of the lower factor
   * @param to numerator and denominator of the upper factor
   * @param below observations under a bound that add a constant each; empty if there are none
   */
  public record SumRule(Fraction from, Fraction to, Optional<Below> below) {
    /** The exported sum is the true one, up to float addition. */
    public static final SumRule EXACT = new SumRule(Fraction.ONE, Fraction.ONE, Optional.empty());

    /** Whether the exported sum is the true one. */
    public boolean exact() {
      return equals(EXACT);
    }
  }

  /**
   * A rational number.
   *
   * @param numerator 0 or more
   * @param denominator more than 0
   */
  public record Fraction(long numerator, long denominator) {
    /** 1/1. */
    public static final Fraction ONE = new Fraction(1, 1);
  }

  /**
   * What observations below a bound may add to the true sum.
   *
   * @param bound in this side's own unit
   * @param add at most so much each, in this side's own unit
   */
  public record Below(BigDecimal bound, BigDecimal add) {}
}
