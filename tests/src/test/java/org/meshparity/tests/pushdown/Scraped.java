package org.meshparity.tests.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.meshparity.comparator.simulation.ScrapedSeries;

/**
 * One target that is scraped every 15 s for 50 minutes, with its {@code up}. What it serves begins
 * after 18 minutes and ends after 32, so that a window from the 15th minute to the 40th has quiet
 * ends and every count in it is exact.
 */
final class Scraped {

  static final int SCRAPES = 200;
  static final long WINDOW_MS = 25 * 60_000;
  static final long END_MS = 40 * 60_000;
  private static final int FIRST_BUSY = 72;
  private static final int LAST_BUSY = 128;

  private final Map<String, String> target;
  private final long phaseMs;
  private final List<ScrapedSeries> series = new ArrayList<>();

  Scraped(Map<String, String> target, long phaseMs) {
    this.target = target;
    this.phaseMs = phaseMs;
    add("up", Map.of(), scrape -> 1);
    add("scrape_duration_seconds", Map.of(), scrape -> 0.01);
  }

  /** How much of the busy time is over at a scrape, 0 to 1. */
  static double progress(int scrape) {
    return Math.min(1, Math.max(0, (scrape - FIRST_BUSY) / (double) (LAST_BUSY - FIRST_BUSY)));
  }

  /** How many of so many events have happened at a scrape. */
  static double happened(int scrape, long events) {
    return Math.floor(progress(scrape) * events);
  }

  /** A series that counts events, all of which happen in the busy time. */
  Scraped counts(String name, Map<String, String> labels, long events) {
    return add(name, labels, scrape -> happened(scrape, events));
  }

  Scraped add(String name, Map<String, String> labels, IntToDoubleFunction value) {
    long[] stamps = new long[SCRAPES];
    double[] values = new double[SCRAPES];
    for (int i = 0; i < SCRAPES; i++) {
      stamps[i] = 15_000L * i + phaseMs;
      values[i] = value.applyAsDouble(i);
    }
    Map<String, String> all = new TreeMap<>(labels);
    all.putAll(target);
    series.add(new ScrapedSeries(name, all, stamps, values));
    return this;
  }

  /** The series that was added last is missing from some scrapes. */
  Scraped lacking(int from, int until) {
    ScrapedSeries last = series.remove(series.size() - 1);
    int[] there = IntStream.range(0, SCRAPES).filter(i -> i < from || i >= until).toArray();
    series.add(
        new ScrapedSeries(
            last.name(),
            last.labels(),
            IntStream.of(there).mapToLong(i -> last.stampsMs()[i]).toArray(),
            IntStream.of(there).mapToDouble(i -> last.values()[i]).toArray()));
    return this;
  }

  /** A classic histogram: how many events lie at or below each bound. */
  Scraped histogram(String name, Map<String, String> labels, Map<String, Long> upTo, double mean) {
    upTo.forEach(
        (le, events) -> {
          Map<String, String> bucket = new TreeMap<>(labels);
          bucket.put("le", le);
          counts(name + "_bucket", bucket, events);
        });
    long all = upTo.getOrDefault("+Inf", 0L);
    counts(name + "_count", labels, all);
    return add(name + "_sum", labels, scrape -> mean * happened(scrape, all));
  }

  List<ScrapedSeries> series() {
    return series;
  }
}
