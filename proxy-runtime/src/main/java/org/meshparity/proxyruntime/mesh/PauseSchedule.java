package org.meshparity.proxyruntime.mesh;

import java.time.Duration;

/**
 * When the load rests.
 *
 * <p>Nothing can be compared exactly while requests flow: two scrapers never look at the same
 * instant. A rest that is longer than everything is late (a batch, a flush, two scrapes) lets both
 * sides be read at the same true value.
 *
 * @param run how long requests flow, more than 0
 * @param pause how long they rest then; 0 for never
 * @param restsFirst whether the first rest comes before the first request: whoever scrapes by then
 *     has seen every counter at 0
 */
public record PauseSchedule(Duration run, Duration pause, boolean restsFirst) {

  /** Three rests in two minutes, each enough for scrapes of up to two seconds. */
  public static final PauseSchedule DEFAULT =
      new PauseSchedule(Duration.ofSeconds(27), Duration.ofSeconds(13));

  public PauseSchedule {
    if (run.isNegative() || run.isZero() || pause.isNegative()) {
      throw new IllegalArgumentException(
          "run must be more than 0 and pause at least 0, were " + run + " and " + pause);
    }
  }

  /** Requests first, then rests and requests in turn. */
  public PauseSchedule(Duration run, Duration pause) {
    this(run, pause, false);
  }

  /** The same, beginning with a rest. */
  public PauseSchedule restingFirst() {
    return new PauseSchedule(run, pause, true);
  }

  /** No rests. */
  public static PauseSchedule never() {
    return new PauseSchedule(Duration.ofDays(1), Duration.ZERO);
  }

  /** Whether the load rests at this time since its start. */
  boolean isPause(long nanos) {
    long cycle = run.toNanos() + pause.toNanos();
    long since = restsFirst ? nanos + run.toNanos() : nanos;
    return since % cycle >= run.toNanos();
  }
}
