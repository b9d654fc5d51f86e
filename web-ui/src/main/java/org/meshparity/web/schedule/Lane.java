package org.meshparity.web.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One comparison's line: its runs go one after the other on a thread of their own. */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final ScheduledComparison comparison;
  private final History history;
  private final RunIds ids;
  private final Clock clock;
  private final Semaphore atOnce;
  private final ScheduledThreadPoolExecutor worker;
  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile @Nullable Instant next;

  Lane(ScheduledComparison comparison, History history, RunIds ids, Clock clock, Semaphore atOnce) {
    this.comparison = comparison;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
    this.atOnce = atOnce;
    this.worker = new ScheduledThreadPoolExecutor(1, Lane::thread);
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "comparison");
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    next = clock.instant().plus(comparison.delay());
    schedule(comparison.delay());
  }

  void stop() {
    worker.shutdownNow();
  }

  ScheduledComparison comparison() {
    return comparison;
  }

  /** When the next run of the schedule begins; empty before the schedule has. */
  Optional<Instant> next() {
    return Optional.ofNullable(next);
  }

  /**
   * Puts a run in line.
   *
   * @return empty if one that was asked for already waits
   */
  Optional<Run> request(Optional<Duration> window, Optional<Instant> end) {
    if (!requested.compareAndSet(false, true)) {
      return Optional.empty();
    }
    Trigger trigger = window.isEmpty() && end.isEmpty() ? Trigger.REQUEST : Trigger.LOOK;
    Run run = waiting(trigger, window, end);
    worker.execute(
        () -> {
          requested.set(false);
          execute(run);
        });
    return Optional.of(run);
  }

  /** Puts itself in line again; whatever goes wrong in a run has become a failed run by then. */
  private void onSchedule() {
    Instant begun = clock.instant();
    next = begun.plus(comparison.every());
    execute(waiting(Trigger.SCHEDULE, Optional.empty(), Optional.empty()));
    Instant due = begun.plus(comparison.every());
    Instant now = clock.instant();
    next = due.isBefore(now) ? now : due;
    schedule(Duration.between(now, due));
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void schedule(Duration delay) {
    try {
      worker.schedule(this::onSchedule, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("{}: stopped, no further run", comparison.name(), stopped);
    }
  }

  private Run waiting(Trigger trigger, Optional<Duration> window, Optional<Instant> end) {
    Instant asked = clock.instant();
    Instant settled = asked.minus(comparison.settle()).truncatedTo(ChronoUnit.SECONDS);
    Window about = Window.endingAt(end.orElse(settled), window.orElse(comparison.window()));
    Run run =
        new Run(ids.next(asked), comparison.name(), trigger, about, asked, new Progress.Waiting());
    history.put(run);
    return run;
  }

  private void execute(Run run) {
    try {
      atOnce.acquire();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      history.put(run.with(outcome(run)));
    } finally {
      atOnce.release();
    }
  }

  /** The edge of the thread: whatever goes wrong inside becomes a failed run, and is logged. */
  private Progress outcome(Run run) {
    Instant started = clock.instant();
    history.put(run.with(new Progress.Running(started)));
    try {
      var report = comparison.runner().run(run.window().end(), run.window().length());
      return new Progress.Finished(
          started, clock.instant(), Summary.of(report, run.window()), report);
    } catch (RuntimeException bug) {
      LOG.error("{}: run {} failed", comparison.name(), run.id(), bug);
      return new Progress.Failed(started, clock.instant(), bug.toString());
    }
  }
}
