package org.meshparity.web.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs comparisons: each one at a time, and of all at most two at once. */
public final class Schedule implements AutoCloseable {

  /** Most runs take less. */
  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final History history = new History();
  private final Clock clock;

  /**
   * A schedule that has not started.
   *
   * @throws IllegalArgumentException if two comparisons have one name, or there is none
   */
  public Schedule(List<ScheduledComparison> comparisons, Clock clock) {
    if (comparisons.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one comparison, was none");
    }
    this.clock = clock;
    Turns turns = new Turns();
    RunIds ids = new RunIds();
    for (ScheduledComparison comparison : comparisons) {
      Lane lane = new Lane(comparison, history, ids, clock, turns);
      if (lanes.put(comparison.name(), lane) != null) {
        throw new IllegalArgumentException(
            "comparison names must differ, was " + comparison.name() + " twice");
      }
    }
  }

  /** Starts each comparison's schedule; its first run is now or after its delay. */
  public void start() {
    lanes.values().forEach(Lane::start);
  }

  @Override
  public void close() {
    lanes.values().forEach(Lane::stop);
  }

  /** The runs so far. */
  public History history() {
    return history;
  }

  /** The time all of the service goes by. */
  public Clock clock() {
    return clock;
  }

  /** What is compared, in the order it was configured. */
  public List<ScheduledComparison> comparisons() {
    return lanes.values().stream().map(Lane::comparison).toList();
  }

  /** A comparison by name. */
  public Optional<ScheduledComparison> find(String name) {
    return Optional.ofNullable(lanes.get(name)).map(Lane::comparison);
  }

  /** When the next run of a comparison's schedule begins. */
  public Optional<Instant> next(String name) {
    return Optional.ofNullable(lanes.get(name)).flatMap(Lane::next);
  }

  /**
   * How long it may take until there is a newer answer: a moment if a run is under way, else until
   * the next one begins.
   */
  public Duration untilNewer(String name) {
    if (history.underWay(name)) {
      return A_MOMENT;
    }
    Instant now = clock.instant();
    Duration left = next(name).map(due -> Duration.between(now, due)).orElse(A_MOMENT);
    return left.compareTo(A_MOMENT) < 0 ? A_MOMENT : left.plus(A_SECOND);
  }

  /**
   * Puts a run in line.
   *
   * @param window how much to compare; the configured window if empty
   * @param end of the window; as late as samples have settled if empty
   * @return empty if one that was asked for already waits
   */
  public Optional<Run> request(String name, Optional<Duration> window, Optional<Instant> end) {
    Lane lane = lanes.get(name);
    if (lane == null) {
      throw new IllegalArgumentException("comparison must be one of " + lanes.keySet());
    }
    return lane.request(window, end);
  }
}
