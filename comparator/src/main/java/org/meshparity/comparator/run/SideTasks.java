package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * Works on two things at once, or on as many as somebody says: so many queries are under way at a
 * time, and no more. Its threads are plain ones, and nothing is allocated to tell that one of them
 * ended: a pool loses count where memory is out, and then somebody waits for ever.
 */
final class SideTasks {

  private static final int SIDES = 2;

  private final List<? extends Task> tasks;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  private SideTasks(List<? extends Task> tasks, int atOnce) {
    this.tasks = tasks;
    String name = Thread.currentThread().getName() + "-side";
    for (int i = 0; i < Math.min(atOnce, tasks.size()); i++) {
      Thread thread = new Thread(this::work, name);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  /** Something that asks a source. */
  @FunctionalInterface
  interface Task {
    void run() throws SourceUnavailable;
  }

  /** Runs both sides' tasks, otherwise as {@link #all}. */
  static void both(Task legacy, Task candidate) throws SourceUnavailable {
    all(List.of(legacy, candidate), SIDES);
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
   * Runs all, in order, some at a time, and waits for all. Where one fails, nobody waits for the
   * others any more: they are interrupted, which cancels their queries, or never begun, and the
   * fault that came first is thrown. A thread that is interrupted while it waits here interrupts
   * them.
   *
   * @param atOnce how many at a time; two at least, as of {@link #both}
   */
  static void all(List<? extends Task> all, int atOnce) throws SourceUnavailable {
    SideTasks work = new SideTasks(all, Math.max(SIDES, atOnce));
    try {
      work.threads.forEach(Thread::start);
    } catch (OutOfMemoryError noThread) {
      work.end(noThread);
    }
    if (work.awaitEnd()) {
      Thread.currentThread().interrupt();
    }
    Throwable fault = work.first.get();
    if (fault != null) {
      throw rethrown(fault);
    }
  }

  /** What each thread does; whoever waits is told of whatever goes wrong. */
  private void work() {
    try {
      int number = next.getAndIncrement();
      while (number < tasks.size() && first.get() == null) {
        tasks.get(number).run();
        number = next.getAndIncrement();
      }
    } catch (Throwable fault) {
      end(fault);
    }
  }

  private void end(Throwable reason) {
    first.compareAndSet(null, reason);
    if (reason instanceof OutOfMemoryError) {
      HeapWatch.OF_THIS_PROCESS.giveReserve();
    }
    for (int i = 0; i < threads.size(); i++) {
      threads.get(i).interrupt();
    }
  }

  /** Nothing of a run may go on behind its back; says whether somebody wanted us to stop. */
  private boolean awaitEnd() {
    boolean interrupted = false;
    for (int i = 0; i < threads.size(); ) {
      try {
        threads.get(i).join();
        i++;
      } catch (InterruptedException stopped) {
        interrupted = true;
        end(stopped);
      }
    }
    return interrupted;
  }

  private static SourceUnavailable rethrown(Throwable cause) {
    if (cause instanceof InterruptedException) {
      return new SourceUnavailable(
          "nothing was compared, as this run was stopped; run it again", cause);
    }
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
