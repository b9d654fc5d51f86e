package org.meshparity.comparator.verdict;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.envelope.TimeBlocks;

/**
 * How many independent requests a side's requests are worth (SEMANTICS 6). Latencies rise and fall
 * together; taken for independent, equal populations would differ almost always. So the variance
 * between blocks of time is compared with the one that independent requests would have, and the
 * largest ratio over all bounds, and over blocks of several lengths, divides their number. Where
 * even the longest blocks resemble their neighbours, load swings more slowly than they last, and
 * their variance still says too little: it is raised by what such likeness costs, as for a level
 * that is forgotten at a steady rate.
 *
 * @param requests how many there certainly were
 * @param ratio by which they are divided, 1 or more
 * @param blocks in how many blocks of time there were any
 */
record EffectiveSize(double requests, double ratio, int blocks) {

  /** A share that so few requests deviate from says nothing about variance. */
  private static final double LEAST_VARIANCE = 20;

  private static final double MOST_LIKENESS = 0.95;

  /**
   * Of one side.
   *
   * @param blocks null if the window is too short to have enough
   */
  static EffectiveSize of(double requests, @Nullable TimeBlocks blocks) {
    double ratio = 1;
    double likeness = 0;
    int filled = 0;
    for (TimeBlocks scale = blocks; scale != null; scale = scale.coarser()) {
      filled = Math.max(filled, filled(scale));
      for (int bound = 0; bound < scale.bounds(); bound++) {
        ratio = Math.max(ratio, ratio(scale, bound));
        boolean longest = scale.coarser() == null;
        likeness = longest ? Math.max(likeness, likeness(scale, bound)) : likeness;
      }
    }
    return new EffectiveSize(requests, ratio * (1 + likeness) / (1 - likeness), filled);
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
    double[] deviations = deviations(blocks, bound);
    double share = share(blocks, bound);
    double binomial = share * (1 - share) * requests(blocks);
    if (binomial < LEAST_VARIANCE) {
      return 1;
    }
    return products(deviations, 0) * blocks.size() / (blocks.size() - 1) / binomial;
  }

  /** How much a block's share up to a bound resembles that of the one before, 0 to nearly 1. */
  private static double likeness(TimeBlocks blocks, int bound) {
    double share = share(blocks, bound);
    double[] deviations = deviations(blocks, bound);
    double squares = products(deviations, 0);
    if (share * (1 - share) * requests(blocks) < LEAST_VARIANCE || squares == 0) {
      return 0;
    }
    return Math.min(MOST_LIKENESS, products(deviations, 1) / squares);
  }

  private static double[] deviations(TimeBlocks blocks, int bound) {
    double share = share(blocks, bound);
    double[] deviations = new double[blocks.size()];
    for (int block = 0; block < deviations.length; block++) {
      deviations[block] = blocks.upTo(block, bound) - share * blocks.total(block);
    }
    return deviations;
  }

  private static double products(double[] deviations, int apart) {
    double sum = 0;
    for (int i = apart; i < deviations.length; i++) {
      sum += deviations[i] * deviations[i - apart];
    }
    return sum;
  }

  private static double requests(TimeBlocks blocks) {
    double all = 0;
    for (int block = 0; block < blocks.size(); block++) {
      all += blocks.total(block);
    }
    return all;
  }

  private static double share(TimeBlocks blocks, int bound) {
    double below = 0;
    for (int block = 0; block < blocks.size(); block++) {
      below += blocks.upTo(block, bound);
    }
    double all = requests(blocks);
    return all == 0 ? 0 : below / all;
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
