package org.meshparity.comparator.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a stream on a thread of its own, one lot behind whoever makes the text, in order.
 * Closing it waits for what is under way and leaves the stream open.
 */
final class WriteBehind implements Closeable {

  private final OutputStream into;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "report");
            made.setDaemon(true);
            return made;
          });
  private @Nullable Future<?> underWay;

  WriteBehind(OutputStream into) {
    this.into = into;
  }

  /** Returns once all that came before is written. */
  void write(List<CheckBytes> lot) throws IOException {
    await();
    underWay =
        thread.submit(
            () -> {
              for (CheckBytes bytes : lot) {
                into.write(bytes.array(), 0, bytes.size());
              }
              return null;
            });
  }

  private void await() throws IOException {
    Future<?> before = underWay;
    underWay = null;
    if (before == null) {
      return;
    }
    try {
      before.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException e
          ? e
          : new IOException(failed.getCause()); // e.g. out of memory
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the report was written");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      await();
    } finally {
      thread.shutdown();
    }
  }
}
