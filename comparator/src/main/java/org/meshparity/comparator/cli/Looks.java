package org.meshparity.comparator.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.PreflightReport;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;
import org.meshparity.comparator.run.Look;
import org.meshparity.comparator.run.Mode;

/**
 * When to look, and how often: once, or again until something is proved. The start stays, the end
 * moves; only where the load stopped at a known moment it stays too, and later scrapes decide.
 *
 * @param at the window's end; null for now, less what must settle
 * @param patience how long to look again; zero for one look
 */
record Looks(@Nullable Instant at, Duration window, Duration patience, Duration poll) {

  /** Unless somebody says how often. */
  static final Duration POLL = Duration.ofSeconds(30);

  /** Refuses ends that would have to stay and move at once. */
  Looks checked(Mode mode) {
    if (at != null && !patience.isZero() && mode != Mode.DRAINED) {
      throw new IllegalArgumentException(
          "--at and --wait exclude each other: the end is fixed, or it moves");
    }
    return this;
  }

  /**
   * Looks until it is enough, for the last time when patience ends; a thread that is interrupted
   * returns what it knows by then.
   */
  Report look(Comparison comparison) {
    Instant first = at == null ? settled(comparison) : at;
    Instant start = first.minus(window);
    long until = System.nanoTime() + patience.toNanos();
    int number = patience.isZero() ? 0 : 1;
    Report report = comparison.run(new Look(start, first, at != null, number));
    long left = until - System.nanoTime();
    while (!done(report) && left > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(poll.toNanos(), left));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return report;
      }
      Instant end = at == null ? settled(comparison) : at;
      Report next = comparison.run(new Look(start, end, at != null, ++number));
      if (Thread.currentThread().isInterrupted()) {
        return report;
      }
      report = next;
      left = until - System.nanoTime();
    }
    return report;
  }

  /** Looks at the set-up only, over the window that the first look would have. */
  PreflightReport preflight(Comparison comparison) {
    Instant end = at == null ? settled(comparison) : at;
    return comparison.preflight(new Look(end.minus(window), end, at != null, 0));
  }

  /** The only look at an end that was given. */
  Look once() {
    Instant end = Objects.requireNonNull(at);
    return new Look(end.minus(window), end, true, 0);
  }

  private static Instant settled(Comparison comparison) {
    return Instant.now().minus(comparison.settle());
  }

  /** A gap stays one; parity needs every gating check decided. */
  private static boolean done(Report report) {
    return switch (report.outcome()) {
      case GAPS -> true;
      case PARITY -> report.coverage().undecided() == 0;
      case UNDECIDED, NO_DATA, UNAVAILABLE -> false;
    };
  }
}
