package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;
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

  /** By how much each cell with known bins may be off, for every observation in it. */
  private final DecimalWeights off;

  /** What each observation of it certainly added to the exported sum. */
  private final DecimalWeights told;

  /** The first bucket that holds all below which observations may add a constant; -1 for none. */
  private final int bucketBelow;

  private final double addedToEach;

  /**
   * Of all groups with the same buckets.
   *
   * @param edges where they end
   */
  TrueSum(SeriesRules rules, List<Edge> edges) {
    this.rule = rules.sum();
    this.factor = rules.factor();
    double near = factor.doubleValue();
    this.wholeFactor =
        near == Math.rint(near) && new BigDecimal(near).compareTo(factor) == 0 ? near : Double.NaN;
    List<BigDecimal> halves = halvesOfBins(edges);
    List<BigDecimal> least = new ArrayList<>();
    for (int cell = 0; cell < halves.size(); cell++) {
      least.add(leastTold(edges, cell, halves.get(cell)));
    }
    this.off = new DecimalWeights(halves);
    this.told = new DecimalWeights(least);
    this.bucketBelow = bucketBelow(edges);
    this.addedToEach =
        rule.below().map(below -> below.add().multiply(factor).doubleValue()).orElse(0.0);
  }

  /** Of the cells, from the first one on, whose bins are known. */
  private List<BigDecimal> halvesOfBins(List<Edge> edges) {
    List<BigDecimal> halves = new ArrayList<>();
    Iterator<Map.Entry<BigDecimal, BigDecimal>> bins = rule.bins().entrySet().iterator();
    Map.Entry<BigDecimal, BigDecimal> bin = bins.hasNext() ? bins.next() : null;
    for (Edge edge : edges) {
      while (bin != null && reachesBeyond(edge, bin.getKey())) {
        bin = bins.hasNext() ? bins.next() : null;
      }
      if (bin == null) {
        break;
      }
      halves.add(bin.getValue().multiply(factor).multiply(HALF));
    }
    return halves;
  }

  private boolean reachesBeyond(Edge end, BigDecimal bound) {
    return end.possible().compareTo(Cut.before(bound.multiply(factor))) > 0;
  }

  private BigDecimal leastTold(List<Edge> edges, int cell, BigDecimal half) {
    if (cell == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal added = rule.below().map(Below::add).orElse(BigDecimal.ZERO).multiply(factor);
    BigDecimal least = edges.get(cell - 1).certain().at().subtract(half).subtract(added);
    return least.max(BigDecimal.ZERO);
  }

  private int bucketBelow(List<Edge> edges) {
    BigDecimal bound = rule.below().map(Below::bound).map(own -> own.multiply(factor)).orElse(null);
    for (int i = 0; bound != null && i < edges.size(); i++) {
      if (edges.get(i).certain().at().compareTo(bound) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * In the metric's unit.
   *
   * @param exported what the sum gained, in the side's own unit
   */
  Bounds of(Bounds exported, Buckets buckets) {
    Bounds byShare = byShare(exported, buckets);
    Bounds byBins = rule.bins().isEmpty() ? null : byBins(exported, buckets);
    if (byBins == null) {
      return byShare;
    }
    double lower = Math.max(byShare.lower(), byBins.lower());
    double upper = Math.min(byShare.upper(), byBins.upper());
    return lower <= upper ? new Bounds(lower, upper) : byShare;
  }

  private Bounds byShare(Bounds exported, Buckets buckets) {
    double lower = scaled(exported.lower(), rule.from(), DOWN, RoundingMode.FLOOR);
    if (!exported.bounded()) {
      return new Bounds(lower, Double.POSITIVE_INFINITY);
    }
    double upper = scaled(exported.upper(), rule.to(), UP, RoundingMode.CEILING);
    return new Bounds(lower, Math.max(lower, upper + addedBelow(buckets)));
  }

  /** Null where too little is known of how many observations there are of which size. */
  private @Nullable Bounds byBins(Bounds exported, Buckets buckets) {
    if (!exported.bounded() || !buckets.total().bounded()) {
      return null;
    }
    double rest = buckets.range(off.size(), buckets.edges().size()).upper();
    BigDecimal certain = rest == 0 ? null : told.sum(buckets::lower);
    return around(exported, off.sum(buckets::upper), certain, addedBelow(buckets));
  }

  /**
   * The exported sum, less and more what it may be off.
   *
   * @param certain how much of it is certainly of cells with known bins; null if all of it is
   */
  private Bounds around(
      Bounds exported, BigDecimal mayBeOff, @Nullable BigDecimal certain, double addedBelow) {
    BigDecimal least = new BigDecimal(exported.lower()).multiply(factor);
    BigDecimal most = new BigDecimal(exported.upper()).multiply(factor);
    BigDecimal rest =
        certain == null ? BigDecimal.ZERO : most.subtract(certain).max(BigDecimal.ZERO);
    BigDecimal down = rest.subtract(share(rest, rule.from(), DOWN)).add(mayBeOff);
    BigDecimal up = share(rest, rule.to(), UP).subtract(rest).add(mayBeOff);
    double lower = Math.max(0, Math.nextDown(least.subtract(down).doubleValue()));
    double upper = Math.nextUp(Math.nextUp(most.add(up).doubleValue()) + addedBelow);
    return new Bounds(lower, Math.max(lower, upper));
  }

  private static BigDecimal share(BigDecimal of, Fraction by, MathContext context) {
    return of.multiply(BigDecimal.valueOf(by.numerator()))
        .divide(BigDecimal.valueOf(by.denominator()), context);
  }

  /**
   * Observations under a bound may add a constant each to the true sum, e.g. what a floor cut off.
   */
  private double addedBelow(Buckets buckets) {
    if (rule.below().isEmpty()) {
      return 0;
    }
    double most = buckets.total().upper();
    return Math.nextUp(
        (bucketBelow < 0 ? most : Math.min(most, buckets.cumulative(bucketBelow).upper()))
            * addedToEach);
  }

  private double scaled(double value, Fraction by, MathContext context, RoundingMode direction) {
    double rounded = exact(value, by);
    if (Double.isNaN(rounded)) {
      rounded = share(new BigDecimal(value).multiply(factor), by, context).doubleValue();
    }
    return direction == RoundingMode.FLOOR
        ? Math.max(0, Math.nextDown(rounded))
        : Math.nextUp(rounded);
  }

  /** The same without decimals where a double holds it exactly; else NaN. */
  private double exact(double value, Fraction by) {
    if (wholeFactor == 1 && by.numerator() == by.denominator()) {
      return value;
    }
    double product = value * wholeFactor * by.numerator(); // exact below 2^53, like its factors
    boolean whole = value == Math.rint(value) && product < EXACT_INTEGERS;
    return whole && product % by.denominator() == 0 ? product / by.denominator() : Double.NaN;
  }
}
