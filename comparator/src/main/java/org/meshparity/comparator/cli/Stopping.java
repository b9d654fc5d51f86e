package org.meshparity.comparator.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What SIGINT and SIGTERM do to a command that asks a server: its thread is interrupted, which
 * cancels its queries, and the process stays until what is known has been written. The exit code is
 * the signal's, 130 or 143, as the JVM gives it.
 */
final class Stopping implements AutoCloseable {

  /** Whoever stops a process twice as long waits in vain: Kubernetes kills after 30 s. */
  private static final long PATIENCE_SECONDS = 10;

  private final Thread asking = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop");
  private boolean asked;
  private boolean answered;

  private Stopping() {}

  /** From now on a signal interrupts this thread. */
  static Stopping ofThisThread() {
    Stopping stopping = new Stopping();
    try {
      Runtime.getRuntime().addShutdownHook(stopping.hook);
    } catch (IllegalStateException already) {
      stopping.asked = true;
      stopping.asking.interrupt();
    }
    return stopping;
  }

  private void stop() {
    synchronized (this) {
      asked = true;
      if (!answered) {
        asking.interrupt();
      }
    }
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The servers are no longer asked: what follows is written whole, as nothing interrupts it now.
   *
   * @return whether a signal came before, so that less is known than was wanted
   */
  synchronized boolean answered() {
    answered = true;
    Thread.interrupted();
    return asked;
  }

  /** All is written. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      answered(); // the hook runs, and has seen that all is written
    }
  }
}
