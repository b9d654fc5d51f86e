package org.meshparity.comparator.simulation;

/** The clock all worlds share: microseconds since the world's own zero. */
public final class Timeline {

  /** One second in the simulator's unit. */
  public static final long SECOND = 1_000_000;

  /** One millisecond in the simulator's unit. */
  public static final long MILLI = 1_000;

  /** The wanted window's start, exclusive. Before it lies more than an expiry and a scrape. */
  public static final long START = 1500 * SECOND;

  /** The wanted window's end, inclusive. */
  public static final long WINDOW_END = 3300 * SECOND;

  /** Nothing happens later. */
  public static final long END = 3960 * SECOND;

  /** Before any world's zero: processes that have always been there start here. */
  public static final long LONG_AGO = -1_000_000 * SECOND;

  /** After any world's end. */
  public static final long NEVER = 1_000_000 * SECOND;

  private Timeline() {}

  static long seconds(double seconds) {
    return Math.round(seconds * SECOND);
  }
}
