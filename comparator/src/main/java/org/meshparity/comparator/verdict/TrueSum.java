package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.rules.SeriesRules;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Fraction;
import org.meshparity.rules.SeriesRules.SumRule;

/**
 * Where the true sum of a histogram's observations lies, given the exported one (SEMANTICS 3). An
 * exporter that keeps bins adds up their middles: each observation is off by half a bin at most,
 * which is a share of the sum, and where the buckets tell how many there are of which size, a
 * number of its own for each cell. Both hold; the narrower is taken.
 */
final class TrueSum {

  private static final MathContext DOWN = new MathContext(17, RoundingMode.FLOOR);
  private static final MathContext UP = new MathContext(17, RoundingMode.CEILING);
  private static final double EXACT_INTEGERS = 0x1p53;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final SumRule rule;
  private final BigDecimal factor;
  private final double wholeFactor;
  private final Buckets buckets;

  TrueSum(SeriesRules rules, Buckets buckets) {
    this.rule = rules.sum();
    this.factor = rules.factor();
    double near = factor.doubleValue();
    this.wholeFactor =
        near == Math.rint(near) && new BigDecimal(near).compareTo(factor) == 0 ? near : Double.NaN;
    this.buckets = buckets;
  }

  /**
   * In the metric's unit.
   *
   * @param exported what the sum gained, in the side's own unit
   */
  Bounds of(Bounds exported) {
    Bounds byShare = byShare(exported);
    Bounds byBins = rule.bins().isEmpty() ? null : byBins(exported);
    if (byBins == null) {
      return byShare;
    }
    double lower = Math.max(byShare.lower(), byBins.lower());
    double upper = Math.min(byShare.upper(), byBins.upper());
    return lower <= upper ? new Bounds(lower, upper) : byShare;
  }

  private Bounds byShare(Bounds exported) {
    double lower = scaled(exported.lower(), rule.from(), DOWN, RoundingMode.FLOOR);
    if (!exported.bounded()) {
      return new Bounds(lower, Double.POSITIVE_INFINITY);
    }
    double upper = scaled(exported.upper(), rule.to(), UP, RoundingMode.CEILING);
    return new Bounds(lower, Math.max(lower, upper + addedBelow()));
  }

  /** Null where too little is known of how many observations there are of which size. */
  private @Nullable Bounds byBins(Bounds exported) {
    if (!exported.bounded() || !buckets.total().bounded()) {
      return null;
    }
    BigDecimal off = BigDecimal.ZERO; // by how much the cells with known bins may be
    BigDecimal told = BigDecimal.ZERO; // of the exported sum, what is certainly theirs
    Iterator<Map.Entry<BigDecimal, BigDecimal>> bins = rule.bins().entrySet().iterator();
    Map.Entry<BigDecimal, BigDecimal> bin = bins.next();
    int cell = 0;
    for (; cell < buckets.edges().size(); cell++) {
      while (reachesBeyond(cell, bin.getKey()) && bins.hasNext()) {
        bin = bins.next();
      }
      if (reachesBeyond(cell, bin.getKey())) {
        break;
      }
      BigDecimal half = bin.getValue().multiply(factor).multiply(HALF);
      off = off.add(new BigDecimal(buckets.upper(cell)).multiply(half));
      told = told.add(leastTold(cell, half));
    }
    double rest = buckets.range(cell, buckets.edges().size()).upper();
    return around(exported, off, rest == 0 ? null : told);
  }

  private boolean reachesBeyond(int cell, BigDecimal bound) {
    Cut end = buckets.edges().get(cell).possible();
    return end.compareTo(Cut.before(bound.multiply(factor))) > 0;
  }

  /** What a cell certainly added to the exported sum. */
  private BigDecimal leastTold(int cell, BigDecimal half) {
    if (cell == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal added = rule.below().map(Below::add).orElse(BigDecimal.ZERO).multiply(factor);
    BigDecimal least = buckets.edges().get(cell - 1).certain().at().subtract(half).subtract(added);
    return new BigDecimal(buckets.lower(cell)).multiply(least.max(BigDecimal.ZERO));
  }

  /**
   * The exported sum, less and more what it may be off.
   *
   * @param told how much of it is certainly of cells with known bins; null if all of it is
   */
  private Bounds around(Bounds exported, BigDecimal off, @Nullable BigDecimal told) {
    BigDecimal least = new BigDecimal(exported.lower()).multiply(factor);
    BigDecimal most = new BigDecimal(exported.upper()).multiply(factor);
    BigDecimal rest = told == null ? BigDecimal.ZERO : most.subtract(told).max(BigDecimal.ZERO);
    BigDecimal down = rest.subtract(share(rest, rule.from(), DOWN)).add(off);
    BigDecimal up = share(rest, rule.to(), UP).subtract(rest).add(off);
    double lower = Math.max(0, Math.nextDown(least.subtract(down).doubleValue()));
    double upper = Math.nextUp(Math.nextUp(most.add(up).doubleValue()) + addedBelow());
    return new Bounds(lower, Math.max(lower, upper));
  }

  private static BigDecimal share(BigDecimal of, Fraction by, MathContext context) {
    return of.multiply(BigDecimal.valueOf(by.numerator()))
        .divide(BigDecimal.valueOf(by.denominator()), context);
  }

  /**
   * Observations under a bound may add a constant each to the true sum, e.g. what a floor cut off.
   */
  private double addedBelow() {
    if (rule.below().isEmpty()) {
      return 0;
    }
    BigDecimal bound = rule.below().get().bound().multiply(factor);
    double most = buckets.total().upper();
    for (int i = 0; i < buckets.edges().size(); i++) {
      if (buckets.edges().get(i).certain().at().compareTo(bound) >= 0) {
        most = Math.min(most, buckets.cumulative(i).upper());
        break;
      }
    }
    return Math.nextUp(most * rule.below().get().add().multiply(factor).doubleValue());
  }

  private double scaled(double value, Fraction by, MathContext context, RoundingMode direction) {
    double rounded = whole(value, by);
    if (Double.isNaN(rounded)) {
      rounded = share(new BigDecimal(value).multiply(factor), by, context).doubleValue();
    }
    return direction == RoundingMode.FLOOR
        ? Math.max(0, Math.nextDown(rounded))
        : Math.nextUp(rounded);
  }

  /** The same without decimals where it is a whole number that a double holds; else NaN. */
  private double whole(double value, Fraction by) {
    double product = value * wholeFactor * by.numerator(); // exact below 2^53, like its factors
    boolean exact = value == Math.rint(value) && product < EXACT_INTEGERS;
    return exact && product % by.denominator() == 0 ? product / by.denominator() : Double.NaN;
  }
}
