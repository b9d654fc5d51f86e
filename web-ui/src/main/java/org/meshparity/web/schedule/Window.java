package org.meshparity.web.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * The time a run is about.
 *
 * @param start exclusive
 * @param end inclusive
 */
public record Window(Instant start, Instant end) {

  public Window {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a window must end after " + start + ", ends " + end);
    }
  }

  /** The window of a length that ends at an instant. */
  public static Window endingAt(Instant end, Duration length) {
    return new Window(end.minus(length), end);
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(start, end);
  }
}
