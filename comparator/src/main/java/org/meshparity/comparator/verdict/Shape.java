package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  /** Element i is the largest lower share of the first i points. */
  private final Ratio[] largestUpTo;

  /** Element i is the smallest upper share of point i and all behind it. */
  private final Ratio[] smallestFrom;

  /** Of points whose edges ascend. */
  private Shape(List<Point> points) {
    this.points = points;
    int size = points.size();
    largestUpTo = new Ratio[size + 1];
    smallestFrom = new Ratio[size + 1];
    largestUpTo[0] = Ratio.ZERO;
    smallestFrom[size] = Ratio.ONE;
    for (int i = 0; i < size; i++) {
      Ratio lower = points.get(i).lower();
      largestUpTo[i + 1] = lower.compareTo(largestUpTo[i]) > 0 ? lower : largestUpTo[i];
      Ratio upper = points.get(size - 1 - i).upper();
      Ratio behind = smallestFrom[size - i];
      smallestFrom[size - 1 - i] = upper.compareTo(behind) < 0 ? upper : behind;
    }
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
    int from = 0;
    int to = points.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (points.get(middle).edge().possible().compareTo(cut) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return largestUpTo[from];
  }

  /** At most this share lies below a cut. */
  private Ratio upperAt(Cut cut) {
    int from = 0;
    int to = points.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (points.get(middle).edge().certain().compareTo(cut) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return smallestFrom[from];
  }

  /** What is known of the share up to one cut. */
  Between at(Cut cut) {
    return new Between(lowerAt(cut), upperAt(cut));
  }

  /** The share up to one cut, as bounds. */
  record Between(Ratio lower, Ratio upper) {

    boolean differsFrom(Between other, BigDecimal share) {
      return lower.exceeds(other.upper, share) || other.lower.exceeds(upper, share);
    }

    boolean near(Between other, BigDecimal share) {
      return !upper.exceeds(other.lower, share) && !other.upper.exceeds(lower, share);
    }

    boolean above(Between other) {
      return lower.compareTo(other.upper) > 0;
    }

    /** The difference that is certain, rounded down; 0 if none is. */
    BigDecimal certainDifference(Between other) {
      BigDecimal above = lower.minus(other.upper, RoundingMode.FLOOR);
      BigDecimal below = other.lower.minus(upper, RoundingMode.FLOOR);
      return above.max(below).max(BigDecimal.ZERO);
    }

    /** How far the bounds lie apart, rounded up. */
    BigDecimal width() {
      return upper.minus(lower, RoundingMode.CEILING).max(BigDecimal.ZERO);
    }

    /** The same with a band around it. */
    Bounds within(BigDecimal band) {
      BigDecimal least = lower.minus(Ratio.ZERO, RoundingMode.FLOOR).subtract(band);
      BigDecimal most = upper.minus(Ratio.ZERO, RoundingMode.CEILING).add(band);
      return new Bounds(
          least.max(BigDecimal.ZERO).doubleValue(), most.min(BigDecimal.ONE).doubleValue());
    }
  }

  /** The shape with a band around every point, in which the true shares lie. */
  Shape widened(BigDecimal band) {
    double half = band.doubleValue();
    List<Point> wide = new ArrayList<>();
    for (Point point : points) {
      double lower = Math.max(0, Math.nextDown(point.lower().value() - half));
      double upper = Math.min(1, Math.nextUp(point.upper().value() + half));
      wide.add(new Point(point.edge(), new Ratio(lower, 1), new Ratio(upper, 1)));
    }
    return new Shape(wide);
  }

  /** Whether at some value the two certainly differ by more than a share (SEMANTICS: KS_lo). */
  public boolean differsFrom(Shape other, BigDecimal share) {
    return certainlyAbove(other, share) || other.certainlyAbove(this, share);
  }

  /** The largest difference of shares that is certain, rounded down (SEMANTICS: KS_lo). */
  public BigDecimal certainDifference(Shape other) {
    BigDecimal largest = BigDecimal.ZERO;
    for (Point point : points) {
      Ratio elsewhere = other.upperAt(point.edge().possible());
      largest = largest.max(point.lower().minus(elsewhere, RoundingMode.FLOOR));
    }
    for (Point point : other.points) {
      Ratio here = upperAt(point.edge().possible());
      largest = largest.max(point.lower().minus(here, RoundingMode.FLOOR));
    }
    return largest;
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
    List<Cut> cuts = cuts(other);
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

  /** Where the edges of both lie, ascending, each once. */
  private List<Cut> cuts(Shape other) {
    Set<Cut> cuts = new TreeSet<>();
    for (List<Point> side : List.of(points, other.points)) {
      for (Point point : side) {
        cuts.add(point.edge().certain());
        cuts.add(point.edge().possible());
      }
    }
    return List.copyOf(cuts);
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
