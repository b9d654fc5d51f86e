package org.meshparity.comparator.simulation;

/**
 * The times of a world or a mesh, in microseconds since its own zero, at which scraping begins.
 *
 * @param start the start of the longest window that is compared, exclusive
 * @param windowEnd the end of all windows, inclusive
 * @param end nothing happens later
 */
public record Span(long start, long windowEnd, long end) {

  /** The one that all worlds share. */
  static final Span WORLD = new Span(Timeline.START, Timeline.WINDOW_END, Timeline.END);

  public Span {
    if (start < 0 || windowEnd <= start || end < windowEnd) {
      throw new IllegalArgumentException(
          "times must follow one another, were " + start + ", " + windowEnd + ", " + end);
    }
  }
}
