package org.meshparity.comparator.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.run.Comparison;

/**
 * When to look, and how often: once, or again until something is proved. The start stays, the end
 * moves.
 *
 * @param at the window's end; null for now, less what must settle
 * @param patience how long to look again; zero for one look
 */
record Looks(@Nullable Instant at, Duration window, Duration patience, Duration poll) {

  Looks {
    if (at != null && !patience.isZero()) {
      throw new IllegalArgumentException(
          "--at and --wait exclude each other: the end is fixed, or it moves");
    }
  }

  Report look(Comparison comparison) throws InterruptedException {
    Instant end = at == null ? settled(comparison) : at;
    Instant start = end.minus(window);
    long until = System.nanoTime() + patience.toNanos();
    Report report = comparison.run(start, end);
    while (!done(report) && System.nanoTime() + poll.toNanos() <= until) {
      Thread.sleep(poll.toMillis());
      report = comparison.run(start, settled(comparison));
    }
    return report;
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
