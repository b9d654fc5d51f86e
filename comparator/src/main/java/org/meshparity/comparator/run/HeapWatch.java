package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the heap while large runs are under way, and ends the largest of them when it is
 * full. It allocates next to nothing when it must not fail, and keeps a reserve for what comes
 * after: to end a run takes some memory, and other threads must not die meanwhile.
 */
final class HeapWatch {

  static final HeapWatch OF_THIS_PROCESS = new HeapWatch();

  private static final long BETWEEN_MILLIS = 50;

  /** A run that was told to end needs a moment, and longer where most of the time is collected. */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** Such a part of the heap, and no more than so much, is there to end a run with in a service. */
  private static final int SHARE = 16;

  private static final int MOST_RESERVED = 16 << 20;

  private final List<HeapGuard> atWork = new ArrayList<>();
  private @Nullable Thread watcher;
  private volatile byte @Nullable [] reserve;
  private volatile boolean given;
  private HeapRule rule = new HeapRule();

  private HeapWatch() {}

  /** From now on the run may need much memory. */
  synchronized void begin(HeapGuard guard) {
    atWork.add(guard);
    if (watcher == null) {
      Thread thread = new Thread(this::watch, "heap-watch");
      thread.setDaemon(true);
      thread.start();
      watcher = thread;
    }
  }

  /** What the run held is free from now on, so whatever was seen before says nothing any more. */
  synchronized void end(HeapGuard guard) {
    if (atWork.remove(guard)) {
      rule = new HeapRule();
      given = false;
    }
  }

  /** As soon as a run is told to end, or an allocation fails. */
  void giveReserve() {
    given = true;
    reserve = null;
  }

  private void watch() {
    String noMemory = "nothing of it was left"; // made now: later there may be none for it
    HeapBeans beans = new HeapBeans();
    while (anyAtWork()) {
      look(beans, noMemory);
    }
  }

  private synchronized boolean anyAtWork() {
    if (atWork.isEmpty()) {
      watcher = null;
      reserve = null;
    }
    return !atWork.isEmpty();
  }

  private void look(HeapBeans beans, String noMemory) {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      lookNow(beans);
    } catch (OutOfMemoryError full) {
      stopLargest(noMemory);
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void lookNow(HeapBeans beans) {
    boolean early = anyAmongOthers();
    if (early && reserve == null && !given) {
      reserve = new byte[(int) Math.min(MOST_RESERVED, Runtime.getRuntime().maxMemory() / SHARE)];
    }
    rule.shows(beans.look(), early).ifPresent(this::stopLargest);
  }

  private boolean anyAmongOthers() {
    for (int i = 0; i < atWork.size(); i++) {
      if (atWork.get(i).amongOthers()) {
        return true;
      }
    }
    return false;
  }

  private boolean anyStopped() {
    for (int i = 0; i < atWork.size(); i++) {
      if (atWork.get(i).stopped()) {
        return true;
      }
    }
    return false;
  }

  /**
   * One at a time: what the first one held may be enough for all others. Allocates nothing, as
   * there may be nothing.
   */
  private synchronized void stopLargest(String sign) {
    if (atWork.isEmpty()) {
      return;
    }
    HeapGuard largest = atWork.get(0);
    for (int i = 0; i < atWork.size(); i++) {
      HeapGuard guard = atWork.get(i);
      largest = guard.series() > largest.series() ? guard : largest;
      if (guard.overdue(PATIENCE_NANOS)) {
        throw guard.reason(); // main ends a process in which this thread dies
      }
    }
    giveReserve();
    if (!anyStopped()) {
      largest.stop(sign);
    }
  }
}
