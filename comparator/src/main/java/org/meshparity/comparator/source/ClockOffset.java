package org.meshparity.comparator.source;

/**
 * How far a server's clock is ahead of this machine's, as its answers show it. It is the clock of
 * whoever wrote the {@code Date} header, which is the server or a proxy before it; what stamps the
 * samples may be another one.
 *
 * @param leastMs ahead by at least so much; negative if it is behind
 * @param mostMs ahead by at most so much, not less than {@code leastMs}
 */
public record ClockOffset(long leastMs, long mostMs) {

  public ClockOffset {
    if (leastMs > mostMs) {
      throw new IllegalArgumentException(
          "an offset must be at most " + mostMs + " ms, was " + leastMs + " ms");
    }
  }

  /** The smallest that holds both: of two servers that are one source. */
  public ClockOffset or(ClockOffset other) {
    return new ClockOffset(Math.min(leastMs, other.leastMs), Math.max(mostMs, other.mostMs));
  }

  /**
   * By how much this clock and another certainly differ, whichever is ahead; 0 if they may agree.
   */
  public long apartMs(ClockOffset other) {
    return Math.max(0, Math.max(leastMs - other.mostMs, other.leastMs - mostMs));
  }

  /** By how much this clock and another may differ at most. */
  public long atMostApartMs(ClockOffset other) {
    return Math.max(mostMs - other.leastMs, other.mostMs - leastMs);
  }
}
