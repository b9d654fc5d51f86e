package org.meshparity.comparator.envelope;

import java.util.Arrays;

/**
 * What every series of one page showed before, so that its gain can be told and a fall be seen: 20
 * bytes each, by a hash of 64 bits. Two of ten million series share one with a probability of three
 * in a million; two that were put are found out, and one that comes later then gains too little.
 */
final class EarlierValues {

  private static final int TAKEN = -1;

  private long[] hashes = new long[64];
  private double[] values = new double[64];
  private int[] lines = new int[64];
  private int size;

  /**
   * Remembers a series.
   *
   * @param line where it stands, 1 or more
   * @return false if there is one of that hash already
   */
  boolean put(long hash, double value, long line) {
    if (3 * size >= 2 * hashes.length) {
      grow();
    }
    int at = slot(hash);
    if (lines[at] != 0) {
      return false;
    }
    set(at, hash, value, (int) Math.min(line, Integer.MAX_VALUE));
    return true;
  }

  /** What the series showed, or NaN if it was not there; it counts as found again. */
  double take(long hash) {
    int at = slot(hash);
    if (lines[at] == 0) {
      return Double.NaN;
    }
    lines[at] = TAKEN;
    return values[at];
  }

  /** The first line of a series that was not found again, or 0 if all were. */
  int firstLeft() {
    return Arrays.stream(lines).filter(line -> line > 0).min().orElse(0);
  }

  private int slot(long hash) {
    int mask = hashes.length - 1;
    int at = (int) (hash ^ (hash >>> 32)) & mask;
    while (lines[at] != 0 && hashes[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void set(int at, long hash, double value, int line) {
    hashes[at] = hash;
    values[at] = value;
    lines[at] = line;
    size++;
  }

  private void grow() {
    long[] oldHashes = hashes;
    double[] oldValues = values;
    int[] oldLines = lines;
    hashes = new long[2 * oldHashes.length];
    values = new double[hashes.length];
    lines = new int[hashes.length];
    size = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldLines[i] != 0) {
        set(slot(oldHashes[i]), oldHashes[i], oldValues[i], oldLines[i]);
      }
    }
  }
}
