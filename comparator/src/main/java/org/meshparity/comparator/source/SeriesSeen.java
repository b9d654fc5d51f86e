package org.meshparity.comparator.source;

/**
 * Remembers which series an answer or a page has already held, and where, in 12 bytes each. It
 * compares hashes of 64 bits: two different series of ten million share one with a probability of
 * three in a million, and then a right answer is refused; a wrong one is never let through.
 */
final class SeriesSeen {

  private long[] slots = new long[64];
  private int[] places = new int[64];
  private int size;

  /**
   * Remembers a series.
   *
   * @param place where it stands, 1 or more
   * @return where it stood before, or 0 if it is new
   */
  int add(long hash, long place) {
    if (3 * size >= 2 * slots.length) {
      grow();
    }
    return put(hash == 0 ? 1 : hash, (int) Math.min(place, Integer.MAX_VALUE));
  }

  /** Where a series stood, or 0 if it has not been seen. */
  int find(long hash) {
    int at = slot(hash == 0 ? 1 : hash);
    return slots[at] == 0 ? 0 : places[at];
  }

  /** Where a hash is, or belongs. */
  private int slot(long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash ^ (hash >>> 32)) & mask;
    while (slots[at] != 0 && slots[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int put(long hash, int place) {
    int at = slot(hash);
    if (slots[at] == hash) {
      return places[at];
    }
    slots[at] = hash;
    places[at] = place;
    size++;
    return 0;
  }

  private void grow() {
    long[] hashes = slots;
    int[] lines = places;
    slots = new long[2 * hashes.length];
    places = new int[slots.length];
    size = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != 0) {
        put(hashes[i], lines[i]);
      }
    }
  }
}
