package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Edge;
import org.meshparity.rules.SeriesRules;
import org.meshparity.rules.SeriesRules.Below;
import org.meshparity.rules.SeriesRules.Fraction;

/**
 * What one side's histogram of one group gained, read by the pack's rules: edges where its buckets
 * really end, its sum as bounds of the true one, all in the metric's unit.
 */
public final class HistogramSide {

  private static final MathContext DOWN = new MathContext(17, RoundingMode.FLOOR);
  private static final MathContext UP = new MathContext(17, RoundingMode.CEILING);

  private final Gains gains;
  private final SeriesRules rules;
  private final Buckets buckets;

  /** Of one group. */
  public HistogramSide(Gains gains, SeriesRules rules, Edges edges) {
    this.gains = gains;
    this.rules = rules;
    List<Edge> ends = new ArrayList<>();
    List<Bounds> cells = new ArrayList<>();
    for (int i = 0; i < gains.layout().buckets(); i++) {
      if (!Double.isInfinite(gains.layout().bound(i))) {
        ends.add(edges.of(gains.layout().bound(i), rules));
      }
      cells.add(gains.cell(i));
    }
    this.buckets = new Buckets(ends, cells.isEmpty() ? List.of(gains.count()) : cells);
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
    Bounds exported = gains.sum();
    double lower = scaled(exported.lower(), rules.sum().from(), DOWN, RoundingMode.FLOOR);
    if (!exported.bounded()) {
      return new Bounds(lower, Double.POSITIVE_INFINITY);
    }
    double upper = scaled(exported.upper(), rules.sum().to(), UP, RoundingMode.CEILING);
    return new Bounds(
        lower, Math.max(lower, upper + rules.sum().below().map(this::addedBelow).orElse(0.0)));
  }

  /**
   * Observations under a bound may add a constant each to the true sum, e.g. what a floor cut off.
   */
  private double addedBelow(Below below) {
    BigDecimal bound = below.bound().multiply(rules.factor());
    double most = buckets.total().upper();
    for (int i = 0; i < buckets.edges().size(); i++) {
      if (buckets.edges().get(i).certain().at().compareTo(bound) >= 0) {
        most = Math.min(most, buckets.cumulative(i).upper());
        break;
      }
    }
    return Math.nextUp(most * below.add().multiply(rules.factor()).doubleValue());
  }

  private double scaled(double value, Fraction by, MathContext context, RoundingMode direction) {
    BigDecimal exact =
        new BigDecimal(value).multiply(rules.factor()).multiply(BigDecimal.valueOf(by.numerator()));
    double rounded = exact.divide(BigDecimal.valueOf(by.denominator()), context).doubleValue();
    return direction == RoundingMode.FLOOR
        ? Math.max(0, Math.nextDown(rounded))
        : Math.nextUp(rounded);
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
