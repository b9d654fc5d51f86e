package org.meshparity.comparator.envelope;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group counted in equal blocks of time, as its samples show it. Requests that come in
 * bursts are not independent; how much the blocks vary tells how much they are worth (SEMANTICS 6).
 * The numbers are estimates: what lies between two scrapes falls into the block of the later one.
 */
public final class TimeBlocks {

  /** Fewer blocks say too little about their own variance. */
  public static final int FEWEST = 20;

  private static final int MOST = 80;

  private final Layout layout;
  private final double[][] counts;

  private TimeBlocks(Layout layout, double[][] counts) {
    this.layout = layout;
    this.counts = counts;
  }

  /**
   * Of all lives of a group.
   *
   * @param scrapeInterval in milliseconds; a block holds at least two scrapes
   * @return null if the window is too short for enough blocks, or the lives have different buckets
   */
  static @Nullable TimeBlocks of(List<Life> lives, Window window, long scrapeInterval) {
    int blocks = MOST;
    while (blocks > FEWEST && window.length() < 2 * scrapeInterval * blocks) {
      blocks /= 2;
    }
    if (lives.isEmpty() || window.length() < shortest(scrapeInterval)) {
      return null;
    }
    Layout layout = lives.get(0).layout();
    double[][] counts = new double[blocks][layout.size()];
    for (Life life : lives) {
      if (!life.layout().equals(layout)) {
        return null;
      }
      add(life, window, counts);
    }
    return new TimeBlocks(layout, counts);
  }

  /**
   * The same as plain numbers, to be written down and read back.
   *
   * @param bounds printed bounds of the buckets
   * @param summed whether there is a sum
   * @param counts a row for each block
   */
  public record Numbers(double[] bounds, boolean summed, double[][] counts) {}

  /** As plain numbers. */
  public Numbers numbers() {
    return new Numbers(layout.bounds(), layout.isHistogram(), counts.clone());
  }

  /** From plain numbers. */
  public static TimeBlocks of(Numbers numbers) {
    Layout layout = Layout.of(numbers.bounds(), numbers.summed());
    for (double[] block : numbers.counts()) {
      if (block.length != layout.size()) {
        throw new IllegalArgumentException(
            "a block must have " + layout.size() + " counts, had " + block.length);
      }
    }
    return new TimeBlocks(layout, numbers.counts().clone());
  }

  /** How long a window must be, in milliseconds. */
  public static long shortest(long scrapeInterval) {
    return 2 * scrapeInterval * FEWEST;
  }

  private static void add(Life life, Window window, double[][] counts) {
    double[] before = life.shownAt(window.start());
    for (int block = 0; block < counts.length; block++) {
      double[] now = life.shownAt(window.start() + window.length() * (block + 1) / counts.length);
      for (int i = 0; i < now.length; i++) {
        counts[block][i] += now[i] - before[i];
      }
      before = now;
    }
  }

  /** How many blocks there are. */
  public int size() {
    return counts.length;
  }

  /** How many bounds its buckets have, {@code +Inf} not among them. */
  public int bounds() {
    return Math.max(0, layout.buckets() - 1);
  }

  /** How many requests a block holds. */
  public double total(int block) {
    return counts[block][layout.count()];
  }

  /** How many of them lie up to a bound. */
  public double upTo(int block, int bound) {
    return counts[block][bound];
  }

  /** The same in half as many blocks; null if that were too few. */
  public @Nullable TimeBlocks coarser() {
    if (counts.length / 2 < FEWEST) {
      return null;
    }
    double[][] joined = new double[counts.length / 2][layout.size()];
    for (int block = 0; block < counts.length; block++) {
      for (int i = 0; i < layout.size(); i++) {
        joined[block / 2][i] += counts[block][i];
      }
    }
    return new TimeBlocks(layout, joined);
  }
}
