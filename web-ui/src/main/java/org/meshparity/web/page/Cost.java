package org.meshparity.web.page;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two generators of telemetry cost, side by side.
 *
 * @param legacy name of the generator that is to go
 * @param candidate name of the one that is to stay
 * @param window how long it was measured, up to now
 * @param requests how many requests were measured in it, by one proxy each
 * @param lines the figures
 * @param notes what is measured, how, and what is not; sentences
 */
public record Cost(
    String legacy,
    String candidate,
    Duration window,
    long requests,
    List<Line> lines,
    List<String> notes) {

  public Cost {
    if (requests < 0) {
      throw new IllegalArgumentException("requests must be 0 or more, was " + requests);
    }
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /**
   * One figure of both.
   *
   * @param what it is, e.g. "CPU for one request"
   * @param unit it is in, e.g. "µs"
   * @param part whether it is contained in the last line above that is no part
   * @param legacy null when that generator has no such cost, or nothing was measured
   * @param candidate as {@code legacy}
   */
  public record Line(
      String what, String unit, boolean part, @Nullable Double legacy, @Nullable Double candidate) {

    public Line {
      require(legacy);
      require(candidate);
    }

    private static void require(@Nullable Double cost) {
      if (cost != null && !(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a cost must be finite and 0 or more, was " + cost);
      }
    }
  }
}
