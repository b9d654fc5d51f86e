package org.meshparity.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/**
 * What the demo has started, closed in the reverse order. Ctrl-C may come while it still starts:
 * then whatever comes later is closed as soon as it is there.
 */
final class Belongings implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /**
   * Takes over something to close.
   *
   * @throws CancellationException if all has been closed already, and this with it
   */
  synchronized <T extends AutoCloseable> T add(T thing) {
    if (closed) {
      close(thing);
      throw new CancellationException("the demo was stopped while it started");
    }
    open.push(thing);
    return thing;
  }

  /** Whether everything is closed, or being closed. */
  synchronized boolean closed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      close(open.pop());
    }
  }

  /** One thing that cannot be closed must not keep the others open. */
  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception failed) {
      System.err.println("meshparity demo: while stopping: " + failed);
    }
  }
}
