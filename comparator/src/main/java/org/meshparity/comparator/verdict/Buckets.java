package org.meshparity.comparator.verdict;

import java.util.Arrays;
import java.util.List;
import org.meshparity.comparator.envelope.Gains;
import org.meshparity.comparator.series.Bounds;
import org.meshparity.comparator.series.Edge;

/**
 * One side of a histogram as the merge test sees it: where each bucket ends, and what each cell
 * between neighbouring edges gained. Numbers in rows and not a record of lists, because each group
 * of a run has two.
 */
public final class Buckets {

  private static final double EXACT_INTEGERS = 0x1p53;

  private final List<Edge> edges;
  private final double[] lower;
  private final double[] upper;

  /** Element i is what the first i cells gained together. */
  private final double[] lowerUpTo;

  private final double[] upperUpTo;

  /** Whether sums of cells are exact in any order. */
  private final boolean whole;

  private Buckets(List<Edge> edges, double[] lower, double[] upper) {
    this.edges = edges;
    this.lower = lower;
    this.upper = upper;
    this.lowerUpTo = sums(lower);
    this.upperUpTo = sums(upper);
    this.whole = whole(lower) && whole(upper);
  }

  /**
   * Of any edges and cells.
   *
   * @param edges of all buckets but {@code +Inf}, ascending, in the metric's unit
   * @param cells one more than edges, the last one being all above the last edge
   */
  public Buckets(List<Edge> edges, List<Bounds> cells) {
    this(
        ascending(edges),
        cells.stream().mapToDouble(Bounds::lower).toArray(),
        cells.stream().mapToDouble(Bounds::upper).toArray());
    if (lower.length != edges.size() + 1) {
      throw new IllegalArgumentException(
          "cells must be one more than edges, were " + lower.length + " and " + edges.size());
    }
  }

  private static List<Edge> ascending(List<Edge> edges) {
    for (int i = 1; i < edges.size(); i++) {
      if (edges.get(i).certain().compareTo(edges.get(i - 1).certain()) < 0
          || edges.get(i).possible().compareTo(edges.get(i - 1).possible()) < 0) {
        throw new IllegalArgumentException(
            "edges must ascend, had " + edges.get(i - 1) + " before " + edges.get(i));
      }
    }
    return List.copyOf(edges);
  }

  /**
   * Of what a group gained.
   *
   * @param edges those of its layout, which ascend ({@link Edges})
   */
  static Buckets of(List<Edge> edges, Gains gains) {
    int cells = gains.layout().buckets();
    if (cells == 0) {
      Bounds count = gains.count();
      return new Buckets(edges, new double[] {count.lower()}, new double[] {count.upper()});
    }
    if (cells != edges.size() + 1) {
      throw new IllegalArgumentException(
          "cells must be one more than edges, were " + cells + " and " + edges.size());
    }
    double[] lower = new double[cells];
    double[] upper = new double[cells];
    for (int i = 0; i < cells; i++) {
      lower[i] = gains.cellLower(i);
      upper[i] = gains.cellUpper(i);
    }
    return new Buckets(edges, lower, upper);
  }

  private static double[] sums(double[] cells) {
    double[] sums = new double[cells.length + 1];
    for (int i = 0; i < cells.length; i++) {
      sums[i + 1] = sums[i] + cells[i];
    }
    return sums;
  }

  private static boolean whole(double[] cells) {
    double sum = 0;
    for (double cell : cells) {
      boolean known = !Double.isInfinite(cell);
      sum += known ? cell : 0;
      if (known && cell != Math.rint(cell)) {
        return false;
      }
    }
    return sum < EXACT_INTEGERS;
  }

  /** Of all buckets but {@code +Inf}. */
  public List<Edge> edges() {
    return edges;
  }

  /** How many cells there are: one more than edges. */
  int size() {
    return lower.length;
  }

  double lower(int i) {
    return lower[i];
  }

  double upper(int i) {
    return upper[i];
  }

  /** What the cells from one to another gained together, both inclusive. */
  public Bounds range(int from, int to) {
    double least = 0;
    double most = 0;
    for (int i = from; i <= to; i++) {
      least += lower[i];
      most += upper[i];
    }
    return new Bounds(least, most);
  }

  /** Element i is at least so much in all cells from i on. */
  double[] lowerFrom() {
    return from(lower);
  }

  /** The same of at most so much. */
  double[] upperFrom() {
    return from(upper);
  }

  /** Added up from the left, like everything else, unless the order makes no difference. */
  private double[] from(double[] cells) {
    double[] sums = new double[cells.length + 1];
    for (int i = cells.length - 1; i >= 0; i--) {
      if (whole) {
        sums[i] = sums[i + 1] + cells[i];
        continue;
      }
      for (int k = i; k < cells.length; k++) {
        sums[i] += cells[k];
      }
    }
    return sums;
  }

  /** Element i is at least so much in the first i cells. */
  double lowerUpTo(int i) {
    return lowerUpTo[i];
  }

  /** The same of at most so much. */
  double upperUpTo(int i) {
    return upperUpTo[i];
  }

  /**
   * Only the first edges; all cells above them are one.
   *
   * @param kept those edges
   */
  Buckets firstEdges(List<Edge> kept) {
    int count = kept.size();
    if (count == edges.size()) {
      return this;
    }
    Bounds above = range(count, edges.size());
    double[] least = Arrays.copyOf(lower, count + 1);
    double[] most = Arrays.copyOf(upper, count + 1);
    least[count] = above.lower();
    most[count] = above.upper();
    return new Buckets(kept, least, most);
  }

  /** What all cells gained together. */
  public Bounds total() {
    return cumulative(edges.size());
  }

  /** What bucket i gained, cumulatively. */
  public Bounds cumulative(int i) {
    return new Bounds(lowerUpTo[i + 1], upperUpTo[i + 1]);
  }
}
