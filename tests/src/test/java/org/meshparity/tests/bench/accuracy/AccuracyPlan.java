package org.meshparity.tests.bench.accuracy;

import org.meshparity.comparator.source.RemoteReads;

/**
 * Which meshes are made.
 *
 * @param meshes how many, 1 or more
 * @param seed the same seed makes the same meshes
 * @param first the number of the first one, to make one of a large run again
 * @param reads when checks read by remote read
 */
record AccuracyPlan(int meshes, long seed, int first, Load load, RemoteReads reads) {

  AccuracyPlan {
    if (meshes < 1) {
      throw new IllegalArgumentException("--meshes must be 1 or more, was " + meshes);
    }
    if (first < 0) {
      throw new IllegalArgumentException("--first must be 0 or more, was " + first);
    }
  }
}
