package org.meshparity.web;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.IntConsumer;

/**
 * Ends the process if a thread dies without which it would listen and never answer: Tomcat's
 * threads that accept connections and tell of requests, which an {@link OutOfMemoryError} ends for
 * good, and the one that watches the heap, which dies of a run that does not end when told to.
 * Whoever keeps the service running can start it again. All other threads are replaced.
 */
public final class VitalThreads implements UncaughtExceptionHandler {

  /** Meshparity itself failed, as every command says it. */
  private static final int EXIT = 70;

  private static final String VITAL = ", without which nothing is served, so this process ends";

  private final IntConsumer end;

  /** Which ends the process with a code. */
  public VitalThreads(IntConsumer end) {
    this.end = end;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    String name = thread.getName();
    boolean vital =
        name.endsWith("-Acceptor") || name.endsWith("-Poller") || name.equals("heap-watch");
    try {
      System.err.println("meshparity: thread " + name + " died" + (vital ? VITAL : ""));
      failure.printStackTrace();
    } finally {
      if (vital) {
        end.accept(EXIT);
      }
    }
  }
}
