package org.meshparity.comparator.source;

/**
 * Remembers which series an answer or a page has already held, in 8 bytes each. It compares hashes
 * of 64 bits: two different series of ten million share one with a probability of three in a
 * million, and then a right answer is refused; a wrong one is never let through.
 */
final class SeriesSeen {

  private long[] slots = new long[64];
  private int size;

  /** Whether this one is new; it is remembered. */
  boolean add(long hash) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    boolean fresh = put(hash == 0 ? 1 : hash);
    size += fresh ? 1 : 0;
    return fresh;
  }

  private boolean put(long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash ^ (hash >>> 32)) & mask;
    while (slots[at] != 0) {
      if (slots[at] == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = hash;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long hash : old) {
      if (hash != 0) {
        put(hash);
      }
    }
  }
}
