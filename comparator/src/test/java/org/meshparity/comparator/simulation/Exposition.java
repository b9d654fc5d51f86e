package org.meshparity.comparator.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a process adds up the values of one family and lays them out as series. The state is a row:
 * for a counter one number; for a histogram cumulative buckets, {@code +Inf}, sum and count.
 */
interface Exposition {

  /** Names and extra labels of the series, in the order of the row. */
  List<Line> lines();

  /** Adds one observation to a row. */
  void add(double[] row, long value);

  /** A series of the row: its full name, and {@code le} where it is a bucket. */
  record Line(String name, Map<String, String> labels) {}

  static Exposition of(Family family, Generation generation) {
    String name = family.series(generation);
    if (!family.histogram()) {
      return new Counter(name);
    }
    return generation == Generation.LEGACY
        ? new MixerHistogram(name, family)
        : new ProxyHistogram(name, family);
  }

  static List<Line> histogram(String name, List<String> bounds) {
    List<Line> lines = new ArrayList<>();
    for (String bound : bounds) {
      lines.add(new Line(name + "_bucket", Map.of("le", bound)));
    }
    lines.add(new Line(name + "_bucket", Map.of("le", "+Inf")));
    lines.add(new Line(name + "_sum", Map.of()));
    lines.add(new Line(name + "_count", Map.of()));
    return lines;
  }

  /** A plain counter. */
  record Counter(String name) implements Exposition {
    @Override
    public List<Line> lines() {
      return List.of(new Line(name, Map.of()));
    }

    @Override
    public void add(double[] row, long value) {
      row[0] += value;
    }
  }
}
