package org.meshparity.web.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who may run now: two at once, since Prometheus is the bottleneck and has others to serve; or one
 * that needs all memory for itself. One that has been at it for long mostly waits for its own
 * server: it bars those who would ask that server too, and nobody else, so that a backend that
 * hangs makes no other comparison old. First come, first served, among those who may.
 */
final class Turns {

  private static final int AT_ONCE = 2;
  private static final Duration LONG = Duration.ofSeconds(10);

  /** A turn becomes a long one without anybody's telling, so who waits looks again this often. */
  private static final int LOOKS_MS = 200;

  private final long longNanos;
  private final List<Turn> line = new ArrayList<>();
  private final List<Turn> underWay = new ArrayList<>();

  Turns() {
    this(LONG);
  }

  /**
   * @param longer from when on a turn bars only those of its own servers
   */
  Turns(Duration longer) {
    this.longNanos = longer.toNanos();
  }

  /**
   * Waits for a turn.
   *
   * @param servers that it asks
   * @param alone whether it needs all memory
   */
  synchronized Turn take(Set<String> servers, boolean alone) throws InterruptedException {
    Turn turn = new Turn(servers, alone);
    line.add(turn);
    try {
      while (!isNext(turn)) {
        wait(LOOKS_MS);
      }
      turn.begunNanos = System.nanoTime();
      underWay.add(turn);
      return turn;
    } finally {
      line.remove(turn);
      notifyAll();
    }
  }

  /** Ends a turn. */
  synchronized void give(Turn turn) {
    underWay.remove(turn);
    notifyAll();
  }

  /** Whether it may begin and nobody who came before may; whoever needs all is not overtaken. */
  private boolean isNext(Turn turn) {
    for (Turn earlier : line) {
      boolean may = mayBegin(earlier);
      if (earlier == turn) {
        return may;
      }
      if (may || earlier.alone) {
        return false;
      }
    }
    throw new IllegalStateException("a turn must stand in line to be next");
  }

  private boolean mayBegin(Turn turn) {
    if (turn.alone) {
      return underWay.isEmpty();
    }
    long now = System.nanoTime();
    return underWay.stream().noneMatch(other -> other.alone)
        && underWay.stream().filter(other -> now - other.begunNanos < longNanos).count() < AT_ONCE
        && underWay.stream().filter(turn::sharesServerWith).count() < AT_ONCE;
  }

  /** One run's turn. */
  static final class Turn {
    private final Set<String> servers;
    private final boolean alone;
    private long begunNanos;

    private Turn(Set<String> servers, boolean alone) {
      this.servers = Set.copyOf(servers);
      this.alone = alone;
    }

    private boolean sharesServerWith(Turn other) {
      return servers.stream().anyMatch(other.servers::contains);
    }
  }
}
