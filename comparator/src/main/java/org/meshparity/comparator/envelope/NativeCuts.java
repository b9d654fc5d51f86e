package org.meshparity.comparator.envelope;

import java.util.List;
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
        bounds.removeIf(bound -> Double.isNaN(histogram.upTo(bound)));
      }
    }
    bounds.add(Double.POSITIVE_INFINITY);
    return new NativeCuts(
        Layout.histogram(bounds.stream().mapToDouble(Double::doubleValue).toArray()));
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
