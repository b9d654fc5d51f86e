package org.meshparity.comparator.simulation;

import java.util.List;

/** What Mixer's Prometheus adapter does: floats in seconds or bytes, a bound includes its value. */
final class MixerHistogram implements Exposition {

  private static final List<String> SECONDS =
      List.of("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10");
  private static final List<String> BYTES =
      List.of("1", "10", "100", "1000", "10000", "100000", "1e+06", "1e+07", "1e+08");

  private final String name;
  private final List<String> printed;
  private final double[] bounds;
  private final double unit;

  MixerHistogram(String name, Family family) {
    this.name = name;
    this.printed = family == Family.DURATION ? SECONDS : BYTES;
    this.bounds = printed.stream().mapToDouble(Double::parseDouble).toArray();
    this.unit = family == Family.DURATION ? 1e9 : 1;
  }

  @Override
  public List<Line> lines() {
    return Exposition.histogram(name, printed);
  }

  @Override
  public void add(double[] row, long value) {
    double observed = value / unit;
    for (int i = 0; i < bounds.length; i++) {
      row[i] += observed <= bounds[i] ? 1 : 0;
    }
    row[bounds.length] += 1;
    row[bounds.length + 1] += observed;
    row[bounds.length + 2] += 1;
  }
}
