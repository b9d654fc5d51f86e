package org.meshparity.comparator.source;

import java.util.Arrays;

/**
 * The samples of one series, gathered from its chunks; those outside the time asked for are not.
 */
final class ChunkRow implements XorChunk.Sink {

  /** What Prometheus writes behind a series that its scraper knows to have ended. */
  private static final long MARKER = 0x7FF0000000000002L;

  /** So many rows of times are remembered; series that are scraped together have the same. */
  private static final int ROWS = 128;

  private final TimeRange asked;
  private final long[][] rows = new long[ROWS][];
  private long[] times = new long[256];
  private double[] values = new double[256];
  private int size;
  private long last = Long.MIN_VALUE;

  ChunkRow(TimeRange asked) {
    this.asked = asked;
  }

  void clear() {
    size = 0;
    last = Long.MIN_VALUE;
  }

  int size() {
    return size;
  }

  /** A range vector has no markers either. */
  @Override
  public void accept(long atMs, long bits) throws Unsuited {
    if (atMs <= last) {
      throw new Unsuited("has chunks that overlap");
    }
    last = atMs;
    if (!asked.holds(atMs) || bits == MARKER) {
      return;
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = atMs;
    values[size++] = Double.longBitsToDouble(bits);
  }

  /** All times, in an array that all series share which have the same: not to be written to. */
  long[] timestamps() {
    int slot = (int) ((times[0] * 0x9E3779B97F4A7C15L) >>> 57);
    long[] known = rows[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, times, 0, size)) {
      known = Arrays.copyOf(times, size);
      rows[slot] = known;
    }
    return known;
  }

  double[] values() {
    return Arrays.copyOf(values, size);
  }
}
