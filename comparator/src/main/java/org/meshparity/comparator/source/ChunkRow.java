package org.meshparity.comparator.source;

import java.util.Arrays;

/**
 * The samples of one series, gathered from its chunks; those outside the time asked for are not.
 */
final class ChunkRow {

  /** What Prometheus writes behind a series that its scraper knows to have ended. */
  private static final long MARKER = 0x7FF0000000000002L;

  /** So many rows of times are remembered; series that are scraped together have the same. */
  private static final int ROWS = 128;

  private final TimeRange asked;
  private final XorChunk chunk = new XorChunk();
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

  /**
   * Adds the samples of the chunk in {@code [from, to)}, without markers, which a range vector does
   * not show either.
   *
   * @throws Unsuited if it does not begin after the chunk before has ended
   */
  void add(byte[] bytes, int from, int to) throws WrongAnswer, Unsuited {
    chunk.read(bytes, from, to);
    int more = chunk.size();
    if (size + more > times.length) {
      times = Arrays.copyOf(times, 2 * (size + more));
      values = Arrays.copyOf(values, 2 * (size + more));
    }
    long[] stamps = chunk.times();
    long[] bits = chunk.values();
    long before = last;
    int next = size;
    for (int i = 0; i < more; i++) {
      long at = stamps[i];
      if (at <= before) {
        throw new Unsuited("has chunks that overlap");
      }
      before = at;
      times[next] = at;
      values[next] = Double.longBitsToDouble(bits[i]);
      next += asked.holds(at) && bits[i] != MARKER ? 1 : 0;
    }
    last = before;
    size = next;
  }

  /** All times, in an array that all series share which have the same: not to be written to. */
  long[] timestamps() {
    int slot = (int) ((times[0] * 0x9E3779B97F4A7C15L) >>> 57); // 7 bits: one of ROWS
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
