package org.meshparity.tests.bench;

/**
 * How long {@code record} measures.
 *
 * @param rounds how often every benchmark has its turn
 * @param forks processes per turn; 0 measures in this one, which only a smoke test should
 * @param warmups iterations that do not count
 * @param iterations iterations that count
 * @param iterationMillis length of each
 */
record RecordPlan(int rounds, int forks, int warmups, int iterations, int iterationMillis) {

  static final RecordPlan FULL = new RecordPlan(3, 1, 4, 5, 700);
  static final RecordPlan QUICK = new RecordPlan(1, 1, 3, 3, 300);

  /** About how long so many benchmarks take; a process needs half a second to start. */
  long seconds(int benchmarks) {
    long millisEach = 500L * forks + (long) (warmups + iterations) * iterationMillis;
    return Math.max(1, rounds * benchmarks * millisEach / 1000);
  }
}
