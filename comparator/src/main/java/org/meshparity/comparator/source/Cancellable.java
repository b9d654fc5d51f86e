package org.meshparity.comparator.source;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Runs exchanges so that whoever waits for one can leave: a thread that is interrupted cancels its
 * call, which closes the connection, which tells the server that nobody wants the answer any more.
 * A blocking read notices no interruption by itself; so the exchange has a thread of its own.
 */
final class Cancellable implements AutoCloseable {

  private static final long SHORT_NANOS = 1_000_000;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "query-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  /** What is done with a call. */
  @FunctionalInterface
  interface Exchange<T> {
    T with(Call call) throws IOException;
  }

  /** Nobody waits any more. */
  static final class Stopped extends IOException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("this run was stopped");
    }
  }

  /**
   * Waits for an exchange. When it returns or throws, the exchange has ended, also where there is
   * no memory left to wait with.
   *
   * @throws Stopped if the thread was interrupted; it still is
   */
  <T> T run(Call call, Exchange<T> exchange) throws IOException {
    Future<T> running = threads.submit(() -> exchange.with(call));
    boolean interrupted = false;
    try {
      while (true) {
        try {
          T result = running.get();
          if (interrupted) {
            throw new Stopped();
          }
          return result;
        } catch (InterruptedException e) {
          interrupted = true;
          call.cancel();
        }
      }
    } catch (OutOfMemoryError full) {
      leave(call, running);
      throw full;
    } catch (ExecutionException e) {
      throw interrupted || isLeft(call, e.getCause()) ? new Stopped() : rethrown(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waiting takes some memory, of which there is none; looking does not. */
  private static void leave(Call call, Future<?> running) {
    while (!running.isDone()) {
      try {
        call.cancel();
        LockSupport.parkNanos(SHORT_NANOS);
      } catch (OutOfMemoryError still) {
        LockSupport.parkNanos(SHORT_NANOS);
      }
    }
  }

  /**
   * Somebody else cancelled the call, by closing its client; running out of time is another thing.
   */
  private static boolean isLeft(Call call, @Nullable Throwable cause) {
    return call.isCanceled()
        && (cause instanceof SocketException
            || (cause != null && "Canceled".equals(cause.getMessage())));
  }

  private static IOException rethrown(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException fault) {
      throw fault;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException broken ? broken : new IOException(cause);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
