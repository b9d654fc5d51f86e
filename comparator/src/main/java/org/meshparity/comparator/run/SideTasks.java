package org.meshparity.comparator.run;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.SourceUnavailable;

/** Works on two things at once: two queries are under way at a time, and no more. */
final class SideTasks {

  private SideTasks() {}

  /** Something that asks a source. */
  @FunctionalInterface
  interface Task {
    void run() throws SourceUnavailable;
  }

  /** Runs both sides' tasks, otherwise as {@link #all}. */
  static void both(Task legacy, Task candidate) throws SourceUnavailable {
    all(List.of(legacy, candidate));
  }

  /**
   * Runs both, of which neither can fail. A thread that is interrupted while it waits interrupts
   * both, and whoever asks next is told.
   */
  static void bothOrNeither(Runnable legacy, Runnable candidate) {
    try {
      both(legacy::run, candidate::run);
    } catch (SourceUnavailable stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Runs all, in order, two at a time, and waits for all. Where one fails, nobody waits for the
   * others any more: they are interrupted, which cancels their queries, or never begun, and the
   * fault that came first is thrown. A thread that is interrupted while it waits here interrupts
   * them.
   */
  static void all(List<? extends Task> all) throws SourceUnavailable {
    String name = Thread.currentThread().getName();
    ExecutorService threads = Executors.newFixedThreadPool(2, work -> daemon(work, name));
    CompletionService<@Nullable Void> tasks = new ExecutorCompletionService<>(threads);
    for (Task task : all) {
      tasks.submit(
          () -> {
            task.run();
            return null;
          });
    }
    boolean interrupted = false;
    try {
      for (int i = 0; i < all.size(); i++) {
        tasks.take().get();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      throw new SourceUnavailable("nothing was compared, as this run was stopped; run it again", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      threads.shutdownNow();
      interrupted |= awaitEnd(threads);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name + "-side");
    thread.setDaemon(true);
    return thread;
  }

  /** Nothing of a run may go on behind its back; says whether somebody wanted us to stop. */
  private static boolean awaitEnd(ExecutorService threads) {
    boolean interrupted = false;
    while (true) {
      try {
        if (threads.awaitTermination(1, TimeUnit.HOURS)) {
          return interrupted;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static SourceUnavailable rethrown(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException fault) {
      throw fault;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof SourceUnavailable unavailable
        ? unavailable
        : new SourceUnavailable("a side could not be read: " + cause, cause);
  }
}
