package org.meshparity.web.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis from a smallest to a largest value, with round numbers on it.
 *
 * @param from left end
 * @param to right end, more than {@code from}
 */
record Scale(double from, double to) {

  private static final int TICKS = 4;

  Scale {
    if (!(from < to)) {
      throw new IllegalArgumentException("a scale must rise, was " + from + ".." + to);
    }
  }

  /** Wide enough for all values, with some air, never beyond 0 on the left. */
  static Scale around(double least, double most) {
    double span = most - least;
    double air = span > 0 ? span * 0.12 : Math.max(1, Math.abs(most) * 0.1);
    double from = least >= 0 ? Math.max(0, least - air) : least - air;
    return new Scale(from, most + air);
  }

  /** Where a value lies, 0 to 1. */
  double share(double value) {
    return Math.min(1, Math.max(0, (value - from) / (to - from)));
  }

  /** Round numbers on the axis, about four. */
  List<Double> ticks() {
    double step = step((to - from) / TICKS);
    List<Double> ticks = new ArrayList<>();
    for (double tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
