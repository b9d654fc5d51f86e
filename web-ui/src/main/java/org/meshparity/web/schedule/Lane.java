package org.meshparity.web.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.run.HeapExhausted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison's line: its runs go one after the other on a thread of their own. A run that finds
 * too little memory is tried once more with all there is: older reports are let go and no other run
 * is beside it. So are all later ones, and where that is not enough either, they come less often.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** A run that fills the heap slows all others down, so it may take a tenth of the time. */
  private static final int RESTS = 9;

  private final ScheduledComparison comparison;
  private final History history;
  private final RunIds ids;
  private final Clock clock;
  private final Turns turns;
  private final ScheduledThreadPoolExecutor worker;
  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile @Nullable Instant next;
  private volatile boolean alone;

  Lane(ScheduledComparison comparison, History history, RunIds ids, Clock clock, Turns turns) {
    this.comparison = comparison;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
    this.turns = turns;
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
    Instant rested = begun;
    try {
      rested = execute(waiting(Trigger.SCHEDULE, Optional.empty(), Optional.empty()));
    } finally {
      again(later(due(begun), rested));
    }
  }

  /** From start to start; but a clock that was set back meanwhile makes nobody wait for it. */
  private Instant due(Instant begun) {
    Instant regular = begun.plus(comparison.every());
    Instant latest = clock.instant().plus(comparison.every());
    return regular.isBefore(latest) ? regular : latest;
  }

  private static Instant later(Instant one, Instant two) {
    return one.isBefore(two) ? two : one;
  }

  private void again(Instant due) {
    Instant now = clock.instant();
    next = later(due, now);
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
    Window about =
        Window.endingAt(end.orElseGet(this::settled), window.orElse(comparison.window()));
    Run run =
        new Run(ids.next(asked), comparison.name(), trigger, about, asked, new Progress.Waiting());
    history.put(run);
    return run;
  }

  /** The latest end of a window whose samples have all arrived. */
  private Instant settled() {
    return clock.instant().minus(comparison.settle()).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Runs it, twice if need be; says before when the schedule should not run it again. */
  private Instant execute(Run run) {
    try {
      boolean wasAlone = alone;
      Run end = inTurn(run, wasAlone);
      if (alone && !wasAlone) {
        history.letGo();
        end = inTurn(run, true);
      }
      history.put(end);
      return end.progress() instanceof Progress.Failed failed && failed.memory()
          ? failed.finished().plus(failed.took().orElseThrow().multipliedBy(RESTS))
          : clock.instant();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return clock.instant();
    }
  }

  /** What speaks for the comparison is about the time when it begins, however long it waited. */
  private Run inTurn(Run run, boolean all) throws InterruptedException {
    Turns.Turn turn = turns.take(comparison.sources(), all);
    try {
      Run now =
          run.trigger().standing()
              ? run.over(Window.endingAt(settled(), comparison.window()))
              : run;
      return now.with(outcome(now));
    } finally {
      turns.give(turn);
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
    } catch (HeapExhausted full) {
      LOG.warn("{}: run {}: {}", comparison.name(), run.id(), full.getMessage());
      alone = true;
      return new Progress.Failed(started, clock.instant(), String.valueOf(full.getMessage()), true);
    } catch (RuntimeException | Error bug) {
      LOG.error("{}: run {} failed", comparison.name(), run.id(), bug);
      return new Progress.Failed(started, clock.instant(), bug.toString(), false);
    }
  }
}
