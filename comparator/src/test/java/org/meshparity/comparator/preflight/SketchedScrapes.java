package org.meshparity.comparator.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.meshparity.comparator.simulation.ScrapedSeries;

/**
 * One target and what its scrapes show, from the world's zero for 50 minutes unless told otherwise.
 */
public final class SketchedScrapes {

  private static final long LENGTH_MS = 50 * 60_000;

  private final String job;
  private final String instance;
  private final List<ScrapedSeries> series = new ArrayList<>();
  private long intervalMs = 15_000;
  private long fromMs;
  private long downFromMs = Long.MAX_VALUE;

  SketchedScrapes(String job, String instance) {
    this.job = job;
    this.instance = instance;
  }

  SketchedScrapes every(long ms) {
    intervalMs = ms;
    return this;
  }

  SketchedScrapes from(long ms) {
    fromMs = ms;
    return this;
  }

  SketchedScrapes downFrom(long ms) {
    downFromMs = ms;
    return this;
  }

  /** Counts one more with each scrape. */
  public SketchedScrapes counter(String name) {
    return add(name, Map.of(), Long.MAX_VALUE, scrape -> scrape);
  }

  /** The same until some moment, from which on scrapes lack it. */
  SketchedScrapes counterUntil(String name, long ms) {
    return add(name, Map.of(), ms, scrape -> scrape);
  }

  /** A histogram in which every scrape shows one observation more, each of the same size. */
  public SketchedScrapes histogram(String name, double size, String... bounds) {
    for (String le : bounds) {
      boolean inside = le.equals("+Inf") || size <= Double.parseDouble(le);
      add(name + "_bucket", Map.of("le", le), Long.MAX_VALUE, scrape -> inside ? scrape : 0);
    }
    add(name + "_sum", Map.of(), Long.MAX_VALUE, scrape -> scrape * size);
    return counter(name + "_count");
  }

  SketchedScrapes add(
      String name, Map<String, String> labels, long untilMs, IntToDoubleFunction value) {
    long end = Math.min(untilMs, downFromMs);
    ScrapedSeriesRows rows = new ScrapedSeriesRows();
    for (int i = 0; fromMs + i * intervalMs < LENGTH_MS; i++) {
      long stamp = fromMs + i * intervalMs;
      if (stamp < end) {
        rows.add(stamp, value.applyAsDouble(i));
      } else {
        rows.add(stamp, ScrapedSeries.STALE);
        break;
      }
    }
    series.add(rows.series(name, with(labels)));
    return this;
  }

  private Map<String, String> with(Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("job", job);
    all.put("instance", instance);
    return all;
  }

  List<ScrapedSeries> series() {
    ScrapedSeriesRows up = new ScrapedSeriesRows();
    ScrapedSeriesRows took = new ScrapedSeriesRows();
    for (long stamp = fromMs; stamp < LENGTH_MS; stamp += intervalMs) {
      up.add(stamp, stamp < downFromMs ? 1 : 0);
      took.add(stamp, 0.01);
    }
    List<ScrapedSeries> all = new ArrayList<>(series);
    all.add(up.series("up", with(Map.of())));
    all.add(took.series("scrape_duration_seconds", with(Map.of())));
    return all;
  }

  /** Collects samples. */
  private static final class ScrapedSeriesRows {
    private final List<Long> stamps = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    void add(long stamp, double value) {
      stamps.add(stamp);
      values.add(value);
    }

    ScrapedSeries series(String name, Map<String, String> labels) {
      double[] numbers = new double[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values.get(i); // a stream would not keep the bits of a staleness marker
      }
      long[] times = stamps.stream().mapToLong(Long::longValue).toArray();
      return new ScrapedSeries(name, labels, times, numbers);
    }
  }
}
