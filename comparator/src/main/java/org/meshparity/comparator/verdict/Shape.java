package org.meshparity.comparator.verdict;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Cut;
import org.meshparity.comparator.series.Edge;

/**
 * The shape of one side's distribution: at each edge the share of all values that lie below it, as
 * bounds that pair a count with its complement. Never lower count by lower total: the two move
 * together.
 */
public final class Shape {

  private final List<Edge> edges;
  private final Ratio[] lower;
  private final Ratio[] upper;

  /** Element i is the largest lower share of the first i points. */
  private final Ratio[] largestUpTo;

  /** Element i is the smallest upper share of point i and all behind it. */
  private final Ratio[] smallestFrom;

  /** Of edges that ascend, each with the bounds of the share below it. */
  private Shape(List<Edge> edges, Ratio[] lower, Ratio[] upper) {
    this.edges = edges;
    this.lower = lower;
    this.upper = upper;
    int size = edges.size();
    largestUpTo = new Ratio[size + 1];
    smallestFrom = new Ratio[size + 1];
    largestUpTo[0] = Ratio.ZERO;
    smallestFrom[size] = Ratio.ONE;
    for (int i = 0; i < size; i++) {
      largestUpTo[i + 1] = lower[i].compareTo(largestUpTo[i]) > 0 ? lower[i] : largestUpTo[i];
      Ratio most = upper[size - 1 - i];
      Ratio behind = smallestFrom[size - i];
      smallestFrom[size - 1 - i] = most.compareTo(behind) < 0 ? most : behind;
    }
  }

  /** Of one side. */
  public static Shape of(Buckets buckets) {
    int size = buckets.edges().size();
    Ratio[] lower = new Ratio[size];
    Ratio[] upper = new Ratio[size];
    double[] aboveLower = buckets.lowerFrom();
    double[] aboveUpper = buckets.upperFrom();
    for (int i = 0; i < size; i++) {
      lower[i] = Ratio.of(buckets.lowerUpTo(i + 1), aboveUpper[i + 1], Ratio.ZERO);
      upper[i] = Ratio.of(buckets.upperUpTo(i + 1), aboveLower[i + 1], Ratio.ONE);
    }
    return new Shape(buckets.edges(), lower, upper);
  }

  /** At least this share lies below a cut. */
  private Ratio lowerAt(Cut cut) {
    return largestUpTo[Crossing.below(edges, cut)];
  }

  /** At most this share lies below a cut. */
  private Ratio upperAt(Cut cut) {
    return smallestFrom[Crossing.from(edges, cut)];
  }

  List<Edge> edges() {
    return edges;
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
    Ratio[] wideLower = new Ratio[lower.length];
    Ratio[] wideUpper = new Ratio[upper.length];
    for (int i = 0; i < lower.length; i++) {
      wideLower[i] = new Ratio(Math.max(0, Math.nextDown(lower[i].value() - half)), 1);
      wideUpper[i] = new Ratio(Math.min(1, Math.nextUp(upper[i].value() + half)), 1);
    }
    return new Shape(edges, wideLower, wideUpper);
  }

  /** Whether at some value the two certainly differ by more than a share (SEMANTICS: KS_lo). */
  public boolean differsFrom(Shape other, BigDecimal share) {
    return differsFrom(other, share, Crossing.of(edges, other.edges));
  }

  /** The same where it is known how the edges of this, legacy's, and the other's lie. */
  boolean differsFrom(Shape other, BigDecimal share, Crossing crossing) {
    return certainlyAbove(other, share, crossing.candidateAtLegacy())
        || other.certainlyAbove(this, share, crossing.legacyAtCandidate());
  }

  private boolean certainlyAbove(Shape other, BigDecimal share, int[] there) {
    for (int i = 0; i < lower.length; i++) {
      if (lower[i].exceeds(other.smallestFrom[there[i]], share)) {
        return true;
      }
    }
    return false;
  }

  /** The largest difference of shares that is certain, rounded down (SEMANTICS: KS_lo). */
  public BigDecimal certainDifference(Shape other) {
    return certainlyAbove(other).max(other.certainlyAbove(this));
  }

  private BigDecimal certainlyAbove(Shape other) {
    BigDecimal largest = BigDecimal.ZERO;
    for (int i = 0; i < lower.length; i++) {
      Ratio elsewhere = other.upperAt(edges.get(i).possible());
      largest = largest.max(lower[i].minus(elsewhere, RoundingMode.FLOOR));
    }
    return largest;
  }

  /**
   * Whether nowhere, the inside of cells included, the two can differ by more than a share
   * (SEMANTICS: KS_hi).
   */
  public boolean equals(Shape other, BigDecimal share) {
    return equals(other, share, Crossing.of(edges, other.edges));
  }

  /**
   * The same where it is known how the edges of this, legacy's, and the other's lie. From one cut
   * to the next the share below is at least that of the left one and at most that of the right one;
   * so nothing at a cut itself can differ by more.
   */
  boolean equals(Shape other, BigDecimal share, Crossing crossing) {
    for (int left = -1; left < crossing.cuts(); left++) {
      Ratio least = least(left, crossing.legacyBelow());
      Ratio most = most(left + 1, crossing.legacyFrom());
      Ratio otherLeast = other.least(left, crossing.candidateBelow());
      Ratio otherMost = other.most(left + 1, crossing.candidateFrom());
      boolean near = !most.exceeds(otherLeast, share) && !otherMost.exceeds(least, share);
      if (!near && crossing.cuts() > 0) {
        return false;
      }
    }
    return true;
  }

  /** What lies below a cut at least; nothing below the first one. */
  private Ratio least(int cut, int[] below) {
    return cut < 0 ? Ratio.ZERO : largestUpTo[below[cut]];
  }

  /** What lies below a cut at most; all of it below the end behind the last one. */
  private Ratio most(int cut, int[] from) {
    return cut == from.length ? Ratio.ONE : smallestFrom[from[cut]];
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
    double above = 0;
    for (int i = edges.size() - 1; i >= 0; i--) {
      if (upper[i].compareTo(q) < 0) {
        above = Math.max(above, edges.get(i).certain().at().doubleValue());
        break; // edges ascend
      }
    }
    for (int i = 0; i < edges.size(); i++) {
      if (lower[i].compareTo(q) >= 0) {
        return new Bounds(above, edges.get(i).possible().at().doubleValue());
      }
    }
    return new Bounds(above, Double.POSITIVE_INFINITY);
  }
}
