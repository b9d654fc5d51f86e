package org.meshparity.comparator.envelope;

import java.util.IdentityHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Instants at which many counts are looked at. Which scrapes bound a count there follows from times
 * alone, so it is found out once for each target, not for each of its series. For one thread.
 */
public final class Instants {

  private final long[] instants;
  private final IdentityHashMap<Timeline, Scrapes> known = new IdentityHashMap<>();

  private Instants(long[] instants) {
    this.instants = instants;
  }

  /**
   * Every so many milliseconds.
   *
   * @param first in milliseconds since the epoch
   * @param last not exceeded
   * @param step 1 or more
   */
  public static Instants between(long first, long last, long step) {
    return new Instants(LongStream.iterate(first, at -> at <= last, at -> at + step).toArray());
  }

  /** How many there are. */
  public int size() {
    return instants.length;
  }

  /** One of them, in milliseconds since the epoch. */
  public long at(int i) {
    return instants[i];
  }

  /** Of a target whose samples are so late. */
  Scrapes of(Timeline timeline, Delays delays) {
    Scrapes scrapes = known.get(timeline);
    if (scrapes == null || !scrapes.delays.equals(delays)) {
      scrapes = new Scrapes(timeline, delays, instants);
      known.put(timeline, scrapes);
    }
    return scrapes;
  }

  /** Which scrapes of a target bound a count at each of the instants. */
  static final class Scrapes {

    private final Delays delays;
    private final int @Nullable [] lower;
    private final int[] upper;

    private Scrapes(Timeline timeline, Delays delays, long[] instants) {
      this.delays = delays;
      this.upper = new int[instants.length];
      this.lower = timeline.rendersInOrder() ? new int[instants.length] : null;
      int behindLower = 0;
      int firstUpper = 0;
      for (int i = 0; i < instants.length; i++) {
        while (firstUpper < timeline.size()
            && delays.upperUntil(timeline.stamp(firstUpper)) < instants[i]) {
          firstUpper++;
        }
        while (behindLower < timeline.size()
            && delays.lowerFrom(timeline.stamp(behindLower), timeline.duration(behindLower))
                <= instants[i]) {
          behindLower++;
        }
        upper[i] = firstUpper;
        if (lower != null) {
          lower[i] = behindLower - 1;
        }
      }
    }

    /** Whether there is one last scrape before each instant; else it depends on the series. */
    boolean ordered() {
      return lower != null;
    }

    /** The last one that shows only what had happened by an instant; negative if there is none. */
    int lower(int instant) {
      return lower == null ? -1 : lower[instant];
    }

    /** The first one that shows all that had; behind the last scrape if there is none. */
    int upper(int instant) {
      return upper[instant];
    }
  }
}
