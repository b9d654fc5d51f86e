package org.meshparity.comparator.cause;

import org.meshparity.comparator.series.Bounds;

/**
 * What the senders themselves say they failed to report during the window.
 *
 * @param series the counter that says so; empty if the pack names none
 * @param reports how many, as bounds
 */
public record SenderFailures(String series, Bounds reports) {

  /** Nothing is known. */
  public static final SenderFailures UNKNOWN =
      new SenderFailures("", new Bounds(0, Double.POSITIVE_INFINITY));
}
