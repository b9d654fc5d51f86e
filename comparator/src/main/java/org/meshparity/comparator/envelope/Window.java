package org.meshparity.comparator.envelope;

/**
 * The time compared.
 *
 * @param start exclusive, in milliseconds since the epoch
 * @param end inclusive
 */
public record Window(long start, long end) {
  public Window {
    if (end <= start) {
      throw new IllegalArgumentException(
          "a window must end after it starts, was " + start + " to " + end);
    }
  }

  /** How long it is, in milliseconds. */
  public long length() {
    return end - start;
  }
}
