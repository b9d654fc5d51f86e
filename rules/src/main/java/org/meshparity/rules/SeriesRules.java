package org.meshparity.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one side tells of one metric.
 *
 * @param parts which series tell of it; what they tell is added up; at least one
 * @param factor by which values of this side are multiplied to reach the metric's unit, e.g. 1000
 *     for seconds
 * @param lag upper bound of the time between an event and its being visible to a scrape (SEMANTICS:
 *     lambda)
 * @param form whether its histograms have buckets of their own series, or are samples themselves
 * @param le whether an observation equal to a bucket's bound is counted in that bucket
 * @param ties whether observations can fall exactly on a bound; {@code NONE} makes both readings of
 *     {@code le} the same cut
 * @param edges printed bound, in this side's own unit, to the true edge it counts up to, in the
 *     same unit; keys are looked up by value, whatever their scale
 * @param precision how far a stored value may lie from the observed one
 * @param sum how the true sum relates to the exported one
 */
public record SeriesRules(
    List<SeriesPart> parts,
    BigDecimal factor,
    Duration lag,
    Form form,
    Le le,
    Ties ties,
    Map<BigDecimal, BigDecimal> edges,
    Precision precision,
    SumRule sum) {

  public SeriesRules {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts must name at least one, was empty");
    }
    if (factor.signum() <= 0) {
      throw new IllegalArgumentException("factor must be more than 0, was " + factor);
    }
    if (lag.isNegative()) {
      throw new IllegalArgumentException("lag must be 0 or more, was " + lag);
    }
    parts = List.copyOf(parts);
    // sorted by value, so that 500, 500.0 and 5E+2 are one bound; a hash map would tell them apart
    edges = Collections.unmodifiableMap(new TreeMap<>(edges));
  }

  /** Of one part with classic buckets. */
  public SeriesRules(
      List<String> series,
      BigDecimal factor,
      Duration lag,
      Le le,
      Ties ties,
      Map<BigDecimal, BigDecimal> edges,
      Precision precision,
      SumRule sum) {
    this(
        List.of(SeriesPart.of(series)), factor, lag, Form.CLASSIC, le, ties, edges, precision, sum);
  }

  /** Every name under which any part may be found. */
  public List<String> series() {
    return parts.stream().flatMap(part -> part.names().stream()).distinct().toList();
  }

  /** How a histogram is stored. */
  public enum Form {
    CLASSIC,
    NATIVE
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
    public Precision {
      if (below.signum() < 0 || above.signum() < 0) {
        throw new IllegalArgumentException(
            "precision must be 0 or more, was " + below + " and " + above);
      }
    }

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
   * @param bins an observation below a bound is added as the middle of a bin at most so wide, both
   *     in this side's own unit; ascending, empty if nothing is known
   */
  public record SumRule(
      Fraction from, Fraction to, Optional<Below> below, Map<BigDecimal, BigDecimal> bins) {
    /** The exported sum is the true one, up to float addition. */
    public static final SumRule EXACT = new SumRule(Fraction.ONE, Fraction.ONE, Optional.empty());

    public SumRule {
      bins = Collections.unmodifiableMap(new TreeMap<>(bins));
    }

    /** Nothing is known of bins. */
    public SumRule(Fraction from, Fraction to, Optional<Below> below) {
      this(from, to, below, Map.of());
    }

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
  public record Fraction(long numerator, long denominator) implements Comparable<Fraction> {
    /** 1/1. */
    public static final Fraction ONE = new Fraction(1, 1);

    public Fraction {
      if (numerator < 0 || denominator <= 0) {
        throw new IllegalArgumentException(
            "a fraction must be 0 or more, was " + numerator + "/" + denominator);
      }
    }

    /** By value; unlike {@code equals}, for which 1/2 and 2/4 are two. */
    @Override
    public int compareTo(Fraction other) {
      BigDecimal left =
          BigDecimal.valueOf(numerator).multiply(BigDecimal.valueOf(other.denominator));
      return left.compareTo(
          BigDecimal.valueOf(other.numerator).multiply(BigDecimal.valueOf(denominator)));
    }

    @Override
    public String toString() {
      return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
    }
  }

  /**
   * What observations below a bound may add to the true sum.
   *
   * @param bound in this side's own unit
   * @param add at most so much each, in this side's own unit
   */
  public record Below(BigDecimal bound, BigDecimal add) {
    public Below {
      if (bound.signum() <= 0 || add.signum() < 0) {
        throw new IllegalArgumentException(
            "below must have a bound above 0 and add 0 or more, was " + bound + " and " + add);
      }
    }
  }
}
