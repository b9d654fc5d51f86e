package org.meshparity.comparator.verdict;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.rules.SeriesRules;

/**
 * What one side's histogram of one group gained, read by the pack's rules: edges where its buckets
 * really end, its sum as bounds of the true one, all in the metric's unit.
 */
public final class HistogramSide {

  private final Gains gains;
  private final TrueSum trueSum;
  private final Buckets buckets;

  /** Of one group. */
  public HistogramSide(Gains gains, SeriesRules rules, Edges edges) {
    this.gains = gains;
    Edges.Ends ends = edges.ends(gains.layout(), rules);
    this.trueSum = ends.sum();
    this.buckets = Buckets.of(ends.edges(), gains);
  }

  /** Its buckets. */
  public Buckets buckets() {
    return buckets;
  }

  /** What its count gained. */
  public Bounds count() {
    return gains.count();
  }

  /** Bounds of the true sum, in the metric's unit. */
  public Bounds sum() {
    return trueSum.of(gains.sum(), buckets);
  }

  /** The mean in the metric's unit, or null if nothing certainly happened. */
  public @Nullable Bounds mean() {
    Bounds sum = sum();
    Bounds count = count();
    if (count.lower() == 0) {
      return null;
    }
    double lower = count.bounded() ? Math.max(0, Math.nextDown(sum.lower() / count.upper())) : 0;
    return new Bounds(lower, Math.nextUp(sum.upper() / count.lower()));
  }
}
