package org.meshparity.comparator.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.meshparity.comparator.source.SourceUnavailable;

/** Works on both sides at once: two queries are under way at a time, and no more. */
final class SideTasks {

  private SideTasks() {}

  /** Something that asks a source. */
  @FunctionalInterface
  interface Task {
    void run() throws SourceUnavailable;
  }

  /** Runs both and waits for both; the first fault of the two is thrown. */
  static void both(Task legacy, Task candidate) throws SourceUnavailable {
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> unchecked(candidate));
    try {
      legacy.run();
    } finally {
      other.exceptionally(fault -> null).join();
    }
    try {
      other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SourceUnavailable unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }

  private static void unchecked(Task task) {
    try {
      task.run();
    } catch (SourceUnavailable e) {
      throw new CompletionException(e);
    }
  }
}
