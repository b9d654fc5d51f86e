package org.meshparity.comparator.source;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Some memory that is kept aside while an answer is read. To let go of one that took all the rest
 * takes a little: without it the connection stays, and what was read ahead of it too. Whoever waits
 * for the answer on another thread must hold it, or it is found to be unused.
 */
final class Room {

  private static final int BYTES = 1 << 17;
  private static final int TRIES = 1000;
  private static final long SHORT_NANOS = 1_000_000;

  private volatile byte @Nullable [] kept = new byte[BYTES];

  /**
   * Gives it back, and waits a second at most until some is free: others may be filling the heap at
   * the same time, and then give back theirs.
   */
  void give() {
    kept = null;
    for (int i = 0; i < TRIES && !isSome(); i++) {
      LockSupport.parkNanos(SHORT_NANOS);
    }
  }

  private boolean isSome() {
    try {
      kept = new byte[BYTES / 2];
      return kept.length > 0;
    } catch (OutOfMemoryError still) {
      return false;
    } finally {
      kept = null;
    }
  }
}
