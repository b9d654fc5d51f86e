package org.meshparity.web.schedule;

import java.util.concurrent.Semaphore;

/**
 * Who may run now: two at once, since Prometheus is the bottleneck and has others to serve; or one
 * that needs all memory for itself. First come, first served.
 */
final class Turns {

  private static final int AT_ONCE = 2;

  private final Semaphore free = new Semaphore(AT_ONCE, true);

  /** Waits for a turn. */
  void take(boolean alone) throws InterruptedException {
    free.acquire(alone ? AT_ONCE : 1);
  }

  /** Ends a turn that was taken like that. */
  void give(boolean alone) {
    free.release(alone ? AT_ONCE : 1);
  }
}
