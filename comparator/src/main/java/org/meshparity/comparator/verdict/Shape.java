package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;

/**
 * The shape of one side's distribution: at each edge the share of all values that lie below it, as
 * bounds that pair a count with its complement. Never lower count by lower total: the two move
 * together.
 */
public final class Shape {

  /** One edge with the bounds of the share below it. */
  record Point(Edge edge, Ratio lower, Ratio upper) {}

  private final List<Point> points;

  private Shape(List<Point> points) {
    this.points = points;
  }

  /** Of one side. */
  public static Shape of(Buckets buckets) {
    List<Point> points = new ArrayList<>();
    int last = buckets.edges().size();
    for (int i = 0; i < last; i++) {
      Bounds below = buckets.range(0, i);
      Bounds above = buckets.range(i + 1, last);
      points.add(
          new Point(
              buckets.edges().get(i),
              Ratio.of(below.lower(), above.upper(), Ratio.ZERO),
              Ratio.of(below.upper(), above.lower(), Ratio.ONE)));
    }
    return new Shape(points);
  }

  /** At least this share lies below a cut. */
  private Ratio lowerAt(Cut cut) {
    Ratio lower = Ratio.ZERO;
    for (Point point : points) {
      if (point.edge().possible().compareTo(cut) <= 0 && point.lower().compareTo(lower) > 0) {
        lower = point.lower();
      }
    }
    return lower;
  }

  /** At most this share lies below a cut. */
  private Ratio upperAt(Cut cut) {
    Ratio upper = Ratio.ONE;
    for (Point point : points) {
      if (point.edge().certain().compareTo(cut) >= 0 && point.upper().compareTo(upper) < 0) {
        upper = point.upper();
      }
    }
    return upper;
  }

  /** Whether at some value the two certainly differ by more than a share (SEMANTICS: KS_lo). */
  public boolean differsFrom(Shape other, BigDecimal share) {
    return certainlyAbove(other, share) || other.certainlyAbove(this, share);
  }

  /** The largest difference of shares that is certain, rounded down (SEMANTICS: KS_lo). */
  public BigDecimal certainDifference(Shape other) {
    double largest = 0;
    for (Point point : points) {
      Ratio elsewhere = other.upperAt(point.edge().possible());
      largest = Math.max(largest, point.lower().value() - elsewhere.value());
    }
    for (Point point : other.points) {
      Ratio here = upperAt(point.edge().possible());
      largest = Math.max(largest, point.lower().value() - here.value());
    }
    return new BigDecimal(largest).setScale(4, RoundingMode.FLOOR);
  }

  private boolean certainlyAbove(Shape other, BigDecimal share) {
    for (Point point : points) {
      if (point.lower().exceeds(other.upperAt(point.edge().possible()), share)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether nowhere, the inside of cells included, the two can differ by more than a share
   * (SEMANTICS: KS_hi).
   */
  public boolean equals(Shape other, BigDecimal share) {
    List<Cut> cuts = new ArrayList<>();
    for (List<Point> side : List.of(points, other.points)) {
      side.forEach(point -> cuts.addAll(List.of(point.edge().certain(), point.edge().possible())));
    }
    cuts.sort(null);
    for (int i = 0; i < cuts.size(); i++) {
      boolean atCut = near(other, cuts.get(i), cuts.get(i), share);
      boolean inside =
          near(other, cuts.get(i), i + 1 < cuts.size() ? cuts.get(i + 1) : null, share);
      if (!atCut || !inside) {
        return false;
      }
    }
    return cuts.isEmpty() || near(other, null, cuts.get(0), share);
  }

  /**
   * Between two cuts the share below is at least that of the left one and at most that of the right
   * one.
   */
  private boolean near(Shape other, @Nullable Cut left, @Nullable Cut right, BigDecimal share) {
    Ratio lower = left == null ? Ratio.ZERO : lowerAt(left);
    Ratio upper = right == null ? Ratio.ONE : upperAt(right);
    Ratio otherLower = left == null ? Ratio.ZERO : other.lowerAt(left);
    Ratio otherUpper = right == null ? Ratio.ONE : other.upperAt(right);
    return !upper.exceeds(otherLower, share) && !otherUpper.exceeds(lower, share);
  }

  /**
   * Where the q-quantile lies: above the lower bound and at most at the upper one, in the metric's
   * unit.
   *
   * @param q in (0, 1)
   * @return an infinite upper bound if the quantile may lie above the last edge: it is saturated
   *     there
   */
  public Bounds quantile(BigDecimal q) {
    double lower = 0;
    double upper = Double.POSITIVE_INFINITY;
    for (Point point : points) {
      if (point.upper().compareTo(q) < 0) {
        lower = Math.max(lower, point.edge().certain().at().doubleValue());
      }
      if (point.lower().compareTo(q) >= 0) {
        upper = Math.min(upper, point.edge().possible().at().doubleValue());
      }
    }
    return new Bounds(lower, upper);
  }
}
