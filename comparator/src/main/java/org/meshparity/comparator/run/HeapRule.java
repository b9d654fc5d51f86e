package org.meshparity.comparator.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * When a heap counts as full. Not when it is in use to the last byte, as every heap is shortly
 * before a collection, but when collections of all of it free next to nothing, or leave no time for
 * anything else. Without this a collector may go on for minutes until one allocation fails.
 */
final class HeapRule {

  /** So much in use after two full collections in a row. */
  private static final double FULL = 0.95;

  private static final int IN_A_ROW = 2;

  /** Collections for so much of so long, and not one of a process that was suspended in it. */
  private static final double BUSY = 0.9;

  private static final long SPAN_NANOS = 10_000_000_000L;
  private static final int COLLECTIONS = 5;

  private final Deque<HeapLook> looks = new ArrayDeque<>();
  private int fullInARow;

  /**
   * Takes the next look; says what shows that the heap is full, if anything does.
   *
   * @param early whether it is enough that next to nothing is free; else that may still do
   */
  Optional<String> shows(HeapLook now, boolean early) {
    HeapLook before = looks.peekLast();
    looks.addLast(now);
    if (before == null) {
      return Optional.empty();
    }
    if (now.full() > before.full()) {
      fullInARow = now.left() > FULL ? fullInARow + 1 : 0;
    }
    return early && fullInARow >= IN_A_ROW
        ? Optional.of(percent(now.left()) + " of it stayed in use after a full collection")
        : busy(now);
  }

  private Optional<String> busy(HeapLook now) {
    HeapLook first = looks.getFirst();
    while (looks.size() > 1 && now.nanos() - second().nanos() >= SPAN_NANOS) {
      looks.removeFirst();
      first = looks.getFirst();
    }
    long span = now.nanos() - first.nanos();
    double share = (now.pausedMillis() - first.pausedMillis()) * 1e6 / span;
    return span >= SPAN_NANOS
            && share > BUSY
            && now.collections() - first.collections() >= COLLECTIONS
        ? Optional.of("collecting took " + percent(share) + " of the last seconds")
        : Optional.empty();
  }

  private HeapLook second() {
    var inOrder = looks.iterator();
    inOrder.next();
    return inOrder.next();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * Math.min(1, share));
  }
}
