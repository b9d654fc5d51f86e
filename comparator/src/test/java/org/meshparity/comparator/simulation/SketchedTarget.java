package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.ScrapedSeries.STALE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** The samples of one target, as functions of their stamps, in seconds. */
final class SketchedTarget {

  /** Stands for "not there". */
  static final double ABSENT = Double.NaN;

  private static final double END = 3900;

  private final Sketch sketch;
  private final Generation generation;
  private final String instance;
  private final double first;
  private double every = 15;
  private double until = END;
  private double takes = 0.001;
  private double downFrom = Double.POSITIVE_INFINITY;
  private double downUntil = Double.POSITIVE_INFINITY;
  private final List<ScrapedSeries> series = new ArrayList<>();

  SketchedTarget(Sketch sketch, Generation generation, String instance, double first) {
    this.sketch = sketch;
    this.generation = generation;
    this.instance = instance;
    this.first = first;
  }

  SketchedTarget taking(double seconds) {
    takes = seconds;
    return this;
  }

  SketchedTarget every(double seconds) {
    every = seconds;
    return this;
  }

  /** Is forgotten after a stamp. */
  SketchedTarget until(double lastStamp) {
    until = lastStamp;
    return this;
  }

  /** Nobody scrapes it between two moments, as if the scraper itself were down. */
  SketchedTarget notScraped(double from, double to) {
    downFrom = from;
    downUntil = to;
    return this;
  }

  /** A counter of a group; the function gives what a sample with a stamp shows. */
  SketchedTarget counter(String group, DoubleUnaryOperator shown) {
    add(Family.REQUESTS.series(generation), Map.of(SimulatedMesh.GROUP, group), shown);
    return this;
  }

  /** The seconds since the process started. */
  SketchedTarget uptime(DoubleUnaryOperator shown) {
    add("envoy_server_uptime", Map.of(), shown);
    return this;
  }

  /** A histogram of a group; the function gives all values that a sample with a stamp shows. */
  SketchedTarget histogram(Family family, String group, DoubleFunction<long[]> shown) {
    Exposition exposition = Exposition.of(family, generation);
    List<Exposition.Line> lines = exposition.lines();
    for (int i = 0; i < lines.size(); i++) {
      int position = i;
      Map<String, String> labels = new TreeMap<>(lines.get(i).labels());
      labels.put(SimulatedMesh.GROUP, group);
      add(
          lines.get(i).name(),
          labels,
          stamp -> {
            double[] row = new double[lines.size()];
            for (long value : shown.apply(stamp)) {
              exposition.add(row, value);
            }
            return row[position];
          });
    }
    return this;
  }

  private void add(String name, Map<String, String> more, DoubleUnaryOperator shown) {
    Map<String, String> labels = new TreeMap<>(Sketch.labels(generation, instance));
    labels.putAll(more);
    ScrapedSeries.Builder builder = new ScrapedSeries.Builder(name, labels);
    boolean present = false;
    for (double stamp : stamps()) {
      double value = shown.applyAsDouble(stamp);
      boolean there = !Double.isNaN(value);
      if (there || present) {
        builder.add(Math.round(stamp * 1000), there ? value : STALE);
      }
      present = there;
    }
    if (present && until < END) {
      builder.add(Math.round((until + every) * 1000), STALE);
    }
    series.add(builder.build());
  }

  private List<Double> stamps() {
    List<Double> stamps = new ArrayList<>();
    for (int i = 0; first + i * every <= until; i++) {
      double stamp = first + i * every;
      if (stamp <= downFrom || stamp >= downUntil) {
        stamps.add(stamp);
      }
    }
    return stamps;
  }

  Sketch done() {
    return sketch;
  }

  List<ScrapedSeries> series() {
    List<ScrapedSeries> all = new ArrayList<>(series);
    ScrapedSeries.Builder up = new ScrapedSeries.Builder("up", Sketch.labels(generation, instance));
    ScrapedSeries.Builder took =
        new ScrapedSeries.Builder("scrape_duration_seconds", Sketch.labels(generation, instance));
    for (double stamp : stamps()) {
      up.add(Math.round(stamp * 1000), 1);
      took.add(Math.round(stamp * 1000), takes);
    }
    if (until < END) {
      long gone = Math.round((until + every) * 1000);
      up.add(gone, STALE);
      took.add(gone, STALE);
    }
    all.add(up.build());
    all.add(took.build());
    return all;
  }
}
