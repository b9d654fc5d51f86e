package org.meshparity.comparator.envelope;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.Ends.Corner;
import org.meshparity.rules.MetricRule;

/**
 * What a server added up for one group. All numbers stand in arrays: of a bucket its members and
 * its four readings, side by side, each NaN until it was read. A server that leaves out what its
 * own guards say is there has not told anything.
 */
final class PushdownRow {

  private static final int CORNERS = Corner.values().length;
  private static final int MEMBERS = CORNERS; // behind the readings
  private static final int STRIDE = CORNERS + 1;

  private double[] bounds = BucketShapes.NONE;
  private double[] buckets = {};
  private double[] count = unread();
  private double[] sum = {};
  private double series;
  private double passing;
  private double sound;
  private boolean failed;
  private boolean told;
  private @Nullable Gains gains;
  private final NamesSeen names = new NamesSeen();

  private static double[] unread() {
    double[] numbers = new double[STRIDE];
    Arrays.fill(numbers, 0, CORNERS, Double.NaN);
    return numbers;
  }

  /** A number of a reading. */
  void add(Corner corner, RawMetric.Part part, double bound, double value, BucketShapes shapes) {
    int at = at(part, bound, shapes) + corner.position();
    double[] numbers = of(part);
    numbers[at] = Double.isNaN(numbers[at]) ? value : numbers[at] + value;
    failed |= Double.isNaN(value);
  }

  /** How many series of a name it, or one of its buckets, has. */
  void members(
      Named named, RawMetric.Part part, double bound, double members, BucketShapes shapes) {
    series += members;
    failed |= names.note(named) != null || !(members > 0);
    int at = at(part, bound, shapes);
    of(part)[at + MEMBERS] += members;
  }

  double series() {
    return series;
  }

  void passing(double members) {
    passing += members;
  }

  void sound(double members) {
    sound += members;
  }

  void fail() {
    failed = true;
  }

  private double[] of(RawMetric.Part part) {
    return switch (part) {
      case COUNTER, COUNT -> count;
      case SUM -> sum;
      case BUCKET -> buckets;
      case NATIVE -> throw nothingToAddUp();
    };
  }

  /** Where the numbers of a part begin, for which there is room then. */
  private int at(RawMetric.Part part, double bound, BucketShapes shapes) {
    if (told) {
      throw new IllegalStateException("what the group gained has been told");
    }
    if (part == RawMetric.Part.BUCKET) {
      return bucket(bound, shapes) * STRIDE;
    }
    if (part == RawMetric.Part.SUM && sum.length == 0) {
      sum = unread();
    }
    return 0;
  }

  private int bucket(double bound, BucketShapes shapes) {
    int at = Arrays.binarySearch(bounds, bound);
    if (at >= 0) {
      return at;
    }
    int fresh = -at - 1;
    int used = bounds.length * STRIDE;
    if (used + STRIDE > buckets.length) {
      buckets = Arrays.copyOf(buckets, Math.max(4 * STRIDE, 2 * used));
    }
    System.arraycopy(buckets, fresh * STRIDE, buckets, (fresh + 1) * STRIDE, used - fresh * STRIDE);
    System.arraycopy(unread(), 0, buckets, fresh * STRIDE, STRIDE);
    bounds = shapes.with(bounds, bound);
    return fresh;
  }

  /** No further bucket is expected. */
  void trim() {
    if (buckets.length > bounds.length * STRIDE) {
      buckets = Arrays.copyOf(buckets, bounds.length * STRIDE);
    }
  }

  /** What it gained, or null if sums cannot tell. It takes no further numbers then. */
  @Nullable Gains gains(MetricRule.Type type, BucketShapes shapes) {
    if (!told) {
      gains = gained(type, shapes);
      told = true;
      buckets = BucketShapes.NONE;
      count = BucketShapes.NONE;
      sum = BucketShapes.NONE;
    }
    return failed ? null : gains;
  }

  private @Nullable Gains gained(MetricRule.Type type, BucketShapes shapes) {
    boolean passed = passing == series && sound == series;
    if (failed || count[MEMBERS] == 0 || !passed || !whole(type) || anyUnread()) {
      return null;
    }
    Layout layout = type == MetricRule.Type.HISTOGRAM ? shapes.layout(bounds) : Layout.none(type);
    Ends ends = new Ends(layout);
    for (Corner corner : Corner.values()) {
      for (int i = 0; i < layout.buckets(); i++) {
        ends.set(corner, i, buckets[i * STRIDE + corner.position()]);
      }
      ends.set(corner, layout.count(), count[corner.position()]);
      if (layout.isHistogram()) {
        ends.set(corner, layout.sum(), sum.length == 0 ? 0 : sum[corner.position()]);
      }
    }
    try {
      return Gains.between(ends);
    } catch (BrokenSamples e) {
      return null; // the raw samples say what is wrong with them
    }
  }

  private boolean anyUnread() {
    boolean unread = unread(count, 0) || (sum.length > 0 && unread(sum, 0));
    for (int i = 0; i < bounds.length; i++) {
      unread |= unread(buckets, i * STRIDE);
    }
    return unread;
  }

  private static boolean unread(double[] numbers, int from) {
    return Double.isNaN(numbers[from] + numbers[from + 1] + numbers[from + 2] + numbers[from + 3]);
  }

  /** Whether every process of the group has every bucket, and the largest is +Inf. */
  private boolean whole(MetricRule.Type type) {
    if (type == MetricRule.Type.COUNTER) {
      return true;
    }
    double members = count[MEMBERS];
    if (sum.length == 0 || sum[MEMBERS] != members) {
      return false;
    }
    if (type == MetricRule.Type.SUMMARY) {
      return true;
    }
    for (int i = 0; i < bounds.length; i++) {
      if (buckets[i * STRIDE + MEMBERS] != members) {
        return false;
      }
    }
    return bounds.length > 0 && bounds[bounds.length - 1] == Double.POSITIVE_INFINITY;
  }

  /** Their buckets come and go, so no sums of them are bounds; they are read sample by sample. */
  private static IllegalStateException nothingToAddUp() {
    return new IllegalStateException("native histograms must be read sample by sample");
  }
}
