package org.meshparity.comparator.source;

/**
 * The time a query asked for, in milliseconds since the epoch. The early end itself is tolerated,
 * since ranges are closed before Prometheus 3 and open there since.
 *
 * @param afterMs exclusive, though a sample there is no fault
 * @param untilMs inclusive
 */
record TimeRange(long afterMs, long untilMs) {

  /** One moment: what an instant vector holds. */
  static TimeRange at(long ms) {
    return new TimeRange(ms - 1, ms);
  }

  TimeRange {
    if (afterMs >= untilMs) {
      throw new IllegalArgumentException(
          "a range must end after it starts, was (" + afterMs + ", " + untilMs + "]");
    }
  }

  long millis() {
    return untilMs - afterMs;
  }

  /** Whether a moment is inside, the early end excluded. */
  boolean holds(long ms) {
    return ms > afterMs && ms <= untilMs;
  }

  boolean covers(long ms) {
    return ms >= afterMs && ms <= untilMs;
  }

  @Override
  public String toString() {
    return "(" + afterMs + ", " + untilMs + "] ms";
  }
}
