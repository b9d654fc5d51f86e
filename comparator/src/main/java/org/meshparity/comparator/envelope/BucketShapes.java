package org.meshparity.comparator.envelope;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which buckets rows have, as ascending bounds: rows with the same ones share one array and one
 * layout. A row starts without any and gets one after the other, on the way that rows before it
 * went; what is remembered of such ways is bounded, and other rows have arrays of their own.
 */
final class BucketShapes {

  static final double[] NONE = {};

  private static final int MOST_STEPS = 4000;
  private static final int MOST_BUCKETS = 256;

  private record Step(double[] from, double bound) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Step that
          && from == that.from // the same array, not the same numbers
          && Double.compare(bound, that.bound) == 0;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(from) + Double.hashCode(bound);
    }
  }

  private final Map<Step, double[]> steps = new HashMap<>();
  private double[] lastFrom = NONE;
  private double[] lastTo = NONE;
  private double lastBound;
  private double[] layoutOf = NONE;
  private Layout layout = Layout.histogram(NONE);

  /** The bounds with one more, which is not among them. */
  double[] with(double[] bounds, double bound) {
    if (bounds == lastFrom && Double.compare(bound, lastBound) == 0) {
      return lastTo;
    }
    lastTo = bounds.length < MOST_BUCKETS ? known(bounds, bound) : inserted(bounds, bound);
    lastFrom = bounds;
    lastBound = bound;
    return lastTo;
  }

  private double[] known(double[] bounds, double bound) {
    Step step = new Step(bounds, bound);
    double[] known = steps.get(step);
    if (known != null) {
      return known;
    }
    double[] made = inserted(bounds, bound);
    if (steps.size() < MOST_STEPS) {
      steps.put(step, made);
    }
    return made;
  }

  private static double[] inserted(double[] bounds, double bound) {
    int at = -Arrays.binarySearch(bounds, bound) - 1;
    double[] more = Arrays.copyOf(bounds, bounds.length + 1);
    System.arraycopy(bounds, at, more, at + 1, bounds.length - at);
    more[at] = bound;
    return more;
  }

  /** The layout of a histogram with these bounds. */
  Layout layout(double[] bounds) {
    if (bounds != layoutOf) {
      layoutOf = bounds;
      layout = Arrays.equals(bounds, layout.bounds()) ? layout : Layout.histogram(bounds);
    }
    return layout;
  }
}
