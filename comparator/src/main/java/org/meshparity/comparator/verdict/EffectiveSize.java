package org.meshparity.comparator.verdict;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.TimeBlocks;

/**
 * How many independent requests a side's requests are worth (SEMANTICS 6). Latencies rise and fall
 * together; taken for independent, equal populations would differ almost always. So the variance
 * between blocks of time is compared with the one that independent requests would have, and the
 * largest ratio over all bounds, and over blocks of several lengths, divides their number.
 *
 * @param requests how many there certainly were
 * @param ratio by which they are divided, 1 or more
 * @param blocks in how many blocks of time there were any
 */
record EffectiveSize(double requests, double ratio, int blocks) {

  /** A share that so few requests deviate from says nothing about variance. */
  private static final double LEAST_VARIANCE = 20;

  /**
   * Of one side.
   *
   * @param blocks null if the window is too short to have enough
   */
  static EffectiveSize of(double requests, @Nullable TimeBlocks blocks) {
    double ratio = 1;
    int filled = 0;
    for (TimeBlocks scale = blocks; scale != null; scale = scale.coarser()) {
      filled = Math.max(filled, filled(scale));
      for (int bound = 0; bound < scale.bounds(); bound++) {
        ratio = Math.max(ratio, ratio(scale, bound));
      }
    }
    return new EffectiveSize(requests, ratio, filled);
  }

  private static int filled(TimeBlocks blocks) {
    int filled = 0;
    for (int block = 0; block < blocks.size(); block++) {
      filled += blocks.total(block) > 0 ? 1 : 0;
    }
    return filled;
  }

  /** Variance of the share up to a bound between blocks, over the binomial one. */
  private static double ratio(TimeBlocks blocks, int bound) {
    double all = 0;
    double below = 0;
    for (int block = 0; block < blocks.size(); block++) {
      all += blocks.total(block);
      below += blocks.upTo(block, bound);
    }
    double share = all == 0 ? 0 : below / all;
    double binomial = share * (1 - share) * all;
    if (binomial < LEAST_VARIANCE) {
      return 1;
    }
    double squares = 0;
    for (int block = 0; block < blocks.size(); block++) {
      double deviation = blocks.upTo(block, bound) - share * blocks.total(block);
      squares += deviation * deviation;
    }
    return squares * blocks.size() / (blocks.size() - 1) / binomial;
  }

  /** How many independent requests they are worth. */
  double worth() {
    return requests / ratio;
  }

  /** Whether there were requests in enough blocks to tell bursts from chance. */
  boolean known() {
    return blocks >= TimeBlocks.FEWEST;
  }
}
