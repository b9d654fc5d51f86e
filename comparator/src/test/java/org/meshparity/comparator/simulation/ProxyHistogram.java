package org.meshparity.comparator.simulation;

import java.util.List;

/**
 * What Envoy 1.3-1.8 makes of whole milliseconds or bytes: log-linear bins of two significant
 * digits. A bucket holds the bins that end at or below its bound, so it counts strictly less; the
 * sum adds up the bins' middles. One bin, 490 to 500, ends a hair above 500 in doubles and is
 * therefore not in {@code le="500"}.
 */
final class ProxyHistogram implements Exposition {

  private static final List<String> BOUNDS =
      List.of(
          "0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000",
          "30000", "60000", "300000", "600000", "1800000", "3600000");

  private final String name;
  private final long nanosPerUnit;
  private final double[] bounds = BOUNDS.stream().mapToDouble(Double::parseDouble).toArray();

  ProxyHistogram(String name, Family family) {
    this.name = name;
    this.nanosPerUnit = family == Family.DURATION ? 1_000_000 : 1;
  }

  @Override
  public List<Line> lines() {
    return Exposition.histogram(name, BOUNDS);
  }

  @Override
  public void add(double[] row, long value) {
    long whole = value / nanosPerUnit;
    double width = width(whole);
    double lower = Math.floor(whole / width + 1e-9) * width;
    double upper = whole == 0 ? 0 : lower + width;
    for (int i = 0; i < bounds.length; i++) {
      boolean hole = bounds[i] == 500 && lower == 490;
      row[i] += upper <= bounds[i] + 1e-9 && !hole ? 1 : 0;
    }
    row[bounds.length] += 1;
    row[bounds.length + 1] += whole == 0 ? 0 : lower + width / 2;
    row[bounds.length + 2] += 1;
  }

  /** Of the bin that holds a value; the zero bin has none, but nothing asks for it. */
  private static double width(long whole) {
    double width = 0.1;
    while (whole >= width * 100 - 1e-9) {
      width *= 10;
    }
    return width < 1 ? 0.1 : Math.rint(width);
  }
}
