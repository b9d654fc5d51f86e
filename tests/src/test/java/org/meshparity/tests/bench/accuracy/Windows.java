package org.meshparity.tests.bench.accuracy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.meshparity.comparator.simulation.Span;
import org.meshparity.comparator.simulation.Timeline;

/** When all meshes happened, and the windows over which each is compared: all end together. */
final class Windows {

  /** A fixed moment, a whole minute, so that the same seed gives the same report. */
  static final long EPOCH_MS = 1_790_000_040_000L;

  /** The longest last. */
  static final List<Duration> ALL =
      List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(120));

  /** Before the longest window lie an expiry and some scrapes, after it all that must settle. */
  static final Span SPAN =
      new Span(1500 * Timeline.SECOND, 8700 * Timeline.SECOND, 9060 * Timeline.SECOND);

  private Windows() {}

  /** The end of all windows. */
  static Instant end() {
    return Instant.ofEpochMilli(EPOCH_MS + SPAN.windowEnd() / Timeline.MILLI);
  }

  /** The start of a window, in microseconds of the meshes. */
  static long start(Duration window) {
    return SPAN.windowEnd() - window.toMillis() * Timeline.MILLI;
  }

  /** An instant of a report, in microseconds of the meshes. */
  static long micros(String instant) {
    Instant at = Instant.parse(instant);
    return (at.toEpochMilli() - EPOCH_MS) * Timeline.MILLI;
  }

  /** As options write it, and tables too: {@code 30m}. */
  static String text(Duration window) {
    return window.toMinutes() % 60 == 0 ? window.toHours() + "h" : window.toMinutes() + "m";
  }
}
