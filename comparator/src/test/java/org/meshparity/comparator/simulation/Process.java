package org.meshparity.comparator.simulation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** One incarnation of an exporter, alive in {@code [start, end)}; its counters begin at 0. */
public final class Process {

  private final long start;
  private final long end;
  private final long rhythm;
  private final Map<Family, Map<String, Feed>> feeds = new EnumMap<>(Family.class);

  /**
   * @param rhythm phase of all that this process does periodically: flushes, expiry checks
   */
  Process(long start, long end, long rhythm) {
    this.start = start;
    this.end = end;
    this.rhythm = rhythm;
  }

  /** When it began, inclusive. */
  public long start() {
    return start;
  }

  /** When it ended, exclusive. */
  public long end() {
    return end;
  }

  /** Whether it was alive at a moment. */
  public boolean lives(long t) {
    return t >= start && t < end;
  }

  /** The first tick of a period at or after a time. */
  public long tickFrom(long t, long period) {
    long steps = Math.floorDiv(t - rhythm + period - 1, period);
    return rhythm + steps * period;
  }

  Feed feed(Family family, String group) {
    return feeds
        .computeIfAbsent(family, f -> new HashMap<>())
        .computeIfAbsent(group, g -> new Feed());
  }

  /**
   * An event that this process counts. It is told of nothing before it lives, and what dies with it
   * was counted, though nobody saw it.
   */
  public void count(Family family, String group, long visibleAt, long value) {
    feed(family, group).add(Math.max(start, Math.min(visibleAt, end - 1)), value);
  }

  boolean countedAnything() {
    return feeds.values().stream().flatMap(f -> f.values().stream()).anyMatch(f -> !f.isEmpty());
  }
}
