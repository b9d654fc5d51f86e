package org.meshparity.web.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.meshparity.web.text.Numbers;

/**
 * A logarithmic axis over positive bounds; infinity has the right edge to itself.
 *
 * @param from log10 of the left end
 * @param to log10 of the largest finite bound's right neighbour
 */
record LogAxis(double from, double to) {

  private static final double FINITE = 0.92;

  static LogAxis over(double[] bounds) {
    double[] finite = Arrays.stream(bounds).filter(Double::isFinite).toArray();
    double least = Math.log10(Arrays.stream(finite).min().orElse(1));
    double most = Math.log10(Arrays.stream(finite).max().orElse(10));
    double air = Math.max(0.15, (most - least) * 0.06);
    return new LogAxis(least - air, most + air / 2);
  }

  double share(double bound) {
    if (Double.isInfinite(bound)) {
      return 1;
    }
    return FINITE * (Math.log10(bound) - from) / (to - from);
  }

  /** Powers of ten, and infinity. */
  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.ceil(from); power <= to; power++) {
      double value = Math.pow(10, power);
      ticks.add(new Tick(share(value), Numbers.of(value), anchor(share(value))));
    }
    ticks.add(new Tick(1, "all", "end"));
    return ticks;
  }

  /** Numbers at the ends grow inwards, or they would run into their neighbours. */
  private static String anchor(double share) {
    if (share < 0.05) {
      return "start";
    }
    return share > 0.8 ? "end" : "middle";
  }

  /** A place on the axis. */
  record Tick(double share, String text, String anchor) {}
}
