package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What is under way in one sidecar. Safe for use by several threads. */
final class Activity {

  private final int maxCallers;
  private final AtomicInteger callers = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean draining;

  Activity(int maxCallers) {
    this.maxCallers = maxCallers;
  }

  /** Whether one more connection may be had; whoever gets it says when it is over. */
  boolean admit() {
    if (callers.incrementAndGet() <= maxCallers) {
      return true;
    }
    callers.decrementAndGet();
    return false;
  }

  void callerGone() {
    wakeAt0(callers.decrementAndGet());
  }

  void requestBegun() {
    requests.incrementAndGet();
  }

  void requestOver() {
    wakeAt0(requests.decrementAndGet());
  }

  private void wakeAt0(int left) {
    if (left == 0 && draining) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  int callers() {
    return callers.get();
  }

  int requests() {
    return requests.get();
  }

  /** Whether connections are to end with what is under way on them. */
  boolean isDraining() {
    return draining;
  }

  void drain() {
    draining = true;
  }

  /** Whether no request is under way any more; waits for that no longer than this. */
  boolean awaitQuiet(Duration limit) throws InterruptedException {
    return await0(requests, limit);
  }

  /** Whether no caller is connected any more; waits for that no longer than this. */
  boolean awaitAlone(Duration limit) throws InterruptedException {
    return await0(callers, limit);
  }

  private synchronized boolean await0(AtomicInteger count, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    while (count.get() > 0 && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return count.get() == 0;
  }
}
