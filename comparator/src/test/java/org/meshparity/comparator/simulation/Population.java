package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests of one side that no other side observed, and their histogram as it is scraped. Latencies
 * and rates follow one hidden level that moves each ten seconds, as load does: an hour of them is
 * worth far fewer independent ones.
 *
 * @param perSecond mean rate of requests
 * @param memory how much of the level one step keeps, 0 to 1
 * @param sway how strongly the level moves latencies; 0 makes requests independent
 * @param bursts how strongly it moves the rate; 0 for a steady one
 * @param slower by what all latencies are multiplied
 */
record Population(double perSecond, double memory, double sway, double bursts, double slower) {

  static final int START = 900;
  static final int END = 4500;

  private static final int STEP = 10;
  private static final int LAST = END + 120;
  private static final double MEDIAN_MS = 60;

  /** Independent requests at a steady rate. */
  static Population independent(double perSecond) {
    return new Population(perSecond, 0, 0, 0, 1);
  }

  /** The same law of latencies, slowed down. */
  Population slower(double by) {
    return new Population(perSecond, memory, sway, bursts, by);
  }

  Population rate(double other) {
    return new Population(other, memory, sway, bursts, slower);
  }

  /** All series of one target that saw so many requests, for a group each. */
  List<ScrapedSeries> scraped(Generation generation, Dice dice, List<String> groups) {
    List<ScrapedSeries> series = new ArrayList<>();
    double phase = dice.between(0, 15);
    Map<String, String> target = Sketch.labels(generation, generation.job() + "-0");
    ScrapedSeries.Builder up = new ScrapedSeries.Builder("up", target);
    ScrapedSeries.Builder took = new ScrapedSeries.Builder("scrape_duration_seconds", target);
    for (double stamp = phase; stamp < LAST; stamp += 15) {
      up.add(Math.round(stamp * 1000), 1);
      took.add(Math.round(stamp * 1000), 0.001);
    }
    series.add(up.build());
    series.add(took.build());
    for (String group : groups) {
      series.addAll(histogram(generation, dice, phase, group));
    }
    return series;
  }

  private List<ScrapedSeries> histogram(
      Generation generation, Dice dice, double phase, String group) {
    Exposition exposition = Exposition.of(Family.DURATION, generation);
    List<ScrapedSeries.Builder> builders = new ArrayList<>();
    for (Exposition.Line line : exposition.lines()) {
      Map<String, String> labels =
          new TreeMap<>(Sketch.labels(generation, generation.job() + "-0"));
      labels.putAll(line.labels());
      labels.put(SimulatedMesh.GROUP, group);
      builders.add(new ScrapedSeries.Builder(line.name(), labels));
    }
    double[] row = new double[builders.size()];
    double level = dice.gaussian();
    double stamp = phase;
    for (int step = 0; step < LAST; step += STEP) {
      level = memory * level + Math.sqrt(1 - memory * memory) * dice.gaussian();
      for (double at : requests(dice, step, level)) {
        for (; stamp <= at; stamp += 15) {
          sample(builders, row, stamp);
        }
        double spread = Math.exp(sway * level + 0.5 * dice.gaussian());
        exposition.add(row, Math.max(1, Math.round(MEDIAN_MS * slower * spread * 1e6)));
      }
    }
    for (; stamp < LAST; stamp += 15) {
      sample(builders, row, stamp);
    }
    return builders.stream().map(ScrapedSeries.Builder::build).toList();
  }

  private double[] requests(Dice dice, int from, double level) {
    double rate = perSecond * Math.exp(bursts * level - bursts * bursts / 2);
    List<Double> at = new ArrayList<>();
    for (double t = from + dice.pause(rate) / 1e6; t < from + STEP; t += dice.pause(rate) / 1e6) {
      at.add(t);
    }
    return at.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void sample(List<ScrapedSeries.Builder> builders, double[] row, double stamp) {
    double[] now = Arrays.copyOf(row, row.length);
    for (int i = 0; i < now.length; i++) {
      builders.get(i).add(Math.round(stamp * 1000), now[i]);
    }
  }
}
