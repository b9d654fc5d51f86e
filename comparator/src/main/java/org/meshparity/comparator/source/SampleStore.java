package org.meshparity.comparator.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * Samples in memory, by series: bounded by age and by the number of series. A scrape is added as a
 * whole, so that no reader sees half a page. For several threads.
 */
final class SampleStore {

  private static final int MOST_NAMES = 1000;
  private static final String ANY = "";

  private final int maxSeries;
  private final long retentionMs;
  private final Map<String, Map<Labels, SampleRing>> byName = new HashMap<>();
  private int series;
  private final Map<String, String> missing = new HashMap<>();
  private long latestMs = Long.MIN_VALUE;

  SampleStore(int maxSeries, long retentionMs) {
    this.maxSeries = maxSeries;
    this.retentionMs = retentionMs;
  }

  /** Adds one scrape's samples under its one timestamp. */
  synchronized void add(long at, List<Sample> samples) {
    for (Sample sample : samples) {
      SampleRing ring = ring(sample.labels());
      if (ring != null) {
        ring.add(at, sample.value());
        ring.forgetBefore(at - retentionMs);
      }
    }
    if (at >= latestMs + retentionMs / 8) {
      latestMs = at;
      forgetBefore(at - retentionMs);
    }
  }

  private @Nullable SampleRing ring(Labels labels) {
    Map<Labels, SampleRing> rings =
        byName.computeIfAbsent(labels.get(Labels.NAME), name -> new HashMap<>());
    SampleRing known = rings.get(labels);
    if (known != null) {
      return known;
    }
    if (series >= maxSeries) {
      miss(labels.get(Labels.NAME), "more than " + maxSeries + " series; raise that limit");
      return null;
    }
    series++;
    SampleRing fresh = new SampleRing(labels);
    rings.put(labels, fresh);
    return fresh;
  }

  /** Series that nobody shows any more must not hold their places for ever. */
  private void forgetBefore(long at) {
    for (Map<Labels, SampleRing> rings : byName.values()) {
      int before = rings.size();
      rings.values().removeIf(ring -> ring.forgetBefore(at));
      series -= before - rings.size();
    }
    byName.values().removeIf(Map::isEmpty);
  }

  /** Hands over the series of a name in a range. */
  void samples(String name, LabelMatchers matchers, TimeRange range, Consumer<RawSeries> into) {
    List<RawSeries> found = new ArrayList<>();
    synchronized (this) {
      for (SampleRing ring : byName.getOrDefault(name, Map.of()).values()) {
        RawSeries samples = matchers.matches(ring.labels()::get) ? ring.between(range) : null;
        if (samples != null) {
          found.add(samples);
        }
      }
    }
    found.forEach(into); // outside the lock: scrapes must not wait for a reader
  }

  /** Notes why samples of a name are left out; it is never taken back, as they stay missing. */
  synchronized void miss(String name, String why) {
    String noted = missing.size() < MOST_NAMES ? name : ANY;
    missing.putIfAbsent(noted, name + ": " + why);
  }

  /** Why samples of a name were left out, or the empty string. */
  synchronized String missing(String name) {
    return missing.getOrDefault(name, missing.getOrDefault(ANY, ""));
  }

  /** One sample of a scrape. */
  record Sample(Labels labels, double value) {}
}
