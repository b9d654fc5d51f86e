package org.meshparity.comparator.envelope;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.NativeHistogram;
import org.meshparity.comparator.series.RawHistograms;

/**
 * Native histograms as cumulative counts at fixed bounds: those, of all bounds that any sample of a
 * group has, at which every sample of the group is exact. Empty buckets are not sent and resolution
 * may fall while one looks, so a bound that lies inside a filled bucket of any sample is left out;
 * guessing at it would be a false alarm or a false all-clear.
 */
final class NativeCuts {

  private static final int MOST = 400;

  /** Schema 8, the finest that Prometheus knows, parts each doubling so often. */
  private static final int FINEST = 256;

  private final Layout layout;

  private NativeCuts(Layout layout) {
    this.layout = layout;
  }

  /** Of all series of a group. */
  static NativeCuts of(List<RawHistograms> group) {
    TreeSet<Double> bounds = new TreeSet<>();
    for (RawHistograms series : group) {
      for (NativeHistogram histogram : series.values()) {
        histogram.addBounds(bounds);
      }
    }
    for (RawHistograms series : group) {
      for (NativeHistogram histogram : series.values()) {
        histogram.removeInside(bounds);
      }
    }
    thin(bounds);
    bounds.add(Double.POSITIVE_INFINITY);
    return new NativeCuts(
        Layout.histogram(bounds.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /**
   * Keeps no more bounds than memory is there for, one number each for every sample. Which ones
   * does not depend on what else was observed, so that both sides of a comparison keep the same:
   * those of the finest resolution that has few enough, powers of two among them.
   */
  private static void thin(NavigableSet<Double> bounds) {
    for (int perDoubling = FINEST; bounds.size() > MOST && perDoubling >= 1; perDoubling /= 2) {
      int parts = perDoubling;
      bounds.removeIf(bound -> !isPower(bound, parts));
    }
    if (bounds.size() > MOST) {
      bounds.clear();
    }
  }

  /** Whether a bound is 2 to a whole number of parts. */
  private static boolean isPower(double bound, int parts) {
    double exponent = Math.log(bound) / Math.log(2) * parts;
    return Math.abs(exponent - Math.rint(exponent)) < 1e-6;
  }

  /**
   * The series on its target.
   *
   * @return null if it has a sample at which its target was not scraped
   * @throws BrokenSamples if buckets with observations below zero make the sum no counter
   */
  @Nullable Child child(RawHistograms series, Timeline timeline) throws BrokenSamples {
    Child child = new Child(layout, timeline.size());
    for (int i = 0; i < series.values().length; i++) {
      if (series.timestamps()[i] > timeline.lastAttempt()) {
        break; // scraped since the targets were read
      }
      int scrape = timeline.indexOf(series.timestamps()[i]);
      if (scrape < 0) {
        return null;
      }
      fill(child, scrape, series.values()[i]);
    }
    return child;
  }

  private void fill(Child child, int scrape, NativeHistogram histogram) throws BrokenSamples {
    if (histogram.negative()) {
      throw new BrokenSamples("it is a native histogram with values below zero");
    }
    for (int i = 0; i < layout.buckets(); i++) {
      double bound = layout.bound(i);
      child.set(
          scrape, i, Double.isInfinite(bound) ? histogram.inBuckets() : histogram.upTo(bound));
    }
    child.set(scrape, layout.count(), histogram.count());
    child.set(scrape, layout.sum(), histogram.sum());
  }
}
