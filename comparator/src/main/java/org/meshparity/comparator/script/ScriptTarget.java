package org.meshparity.comparator.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One process and how it was scraped. As a Prometheus does, a scrape that fails leaves {@code up}
 * at 0 and ends every series with a staleness marker; one that never took place leaves nothing.
 *
 * @param labels of the target, which all its series carry
 * @param interval between two scrapes
 * @param from the first scrape
 * @param scrapes how many there are
 * @param removed whether it is gone after its last scrape; else the script ends there
 * @param takes how long a scrape lasts
 * @param failing when scrapes fail
 * @param unscraped when none takes place
 * @param series what it shows
 */
record ScriptTarget(
    Map<String, String> labels,
    Duration interval,
    Duration from,
    int scrapes,
    boolean removed,
    Duration takes,
    List<Span> failing,
    List<Span> unscraped,
    List<Shown> series) {

  /** A time with both its ends. */
  record Span(Duration from, Duration until) {
    boolean holds(long millis) {
      return millis >= from.toMillis() && millis <= until.toMillis();
    }
  }

  /** One series of the page, a value for each scrape. */
  record Shown(String name, Map<String, String> labels, List<Double> values) {}

  ScriptTarget {
    labels = Map.copyOf(labels);
    failing = List.copyOf(failing);
    unscraped = List.copyOf(unscraped);
    series = List.copyOf(series);
  }

  /** Everything a Prometheus stores of it. */
  List<ScriptSamples> samples() {
    List<ScriptSamples> samples = new ArrayList<>();
    samples.add(stored("up", Map.of(), i -> fails(i) ? 0 : 1, true));
    double seconds = takes.toMillis() / 1000.0;
    samples.add(stored("scrape_duration_seconds", Map.of(), i -> seconds, true));
    for (Shown shown : series) {
      samples.add(stored(shown.name(), shown.labels(), i -> shown.values().get(i), false));
    }
    return samples;
  }

  private interface ValueAt {
    double of(int scrape);
  }

  private ScriptSamples stored(
      String name, Map<String, String> own, ValueAt value, boolean ofPrometheus) {
    long[] stamps = new long[scrapes + 1];
    double[] values = new double[scrapes + 1];
    int size = 0;
    boolean alive = false;
    for (int i = 0; i < scrapes; i++) {
      if (within(unscraped, at(i))) {
        continue;
      }
      double seen = ofPrometheus || !fails(i) ? value.of(i) : SeriesNotation.ABSENT;
      boolean there = !SeriesNotation.absent(seen);
      if (there || alive) {
        stamps[size] = at(i);
        values[size++] = seen;
      }
      alive = there;
    }
    if (removed && alive) {
      stamps[size] = at(scrapes);
      values[size++] = SeriesNotation.ABSENT;
    }
    Map<String, String> all = new TreeMap<>(own);
    all.putAll(labels);
    return new ScriptSamples(name, all, Arrays.copyOf(stamps, size), Arrays.copyOf(values, size));
  }

  private boolean fails(int scrape) {
    return within(failing, at(scrape));
  }

  private long at(int scrape) {
    return from.toMillis() + scrape * interval.toMillis();
  }

  private static boolean within(List<Span> spans, long millis) {
    return spans.stream().anyMatch(span -> span.holds(millis));
  }
}
