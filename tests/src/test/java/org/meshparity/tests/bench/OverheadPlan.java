package org.meshparity.tests.bench;

import java.time.Duration;

/**
 * How {@code overhead} measures.
 *
 * @param rate requests a second
 * @param length of one mode's turn in one round
 * @param rounds how often every mode has its turn
 * @param warmUp for how long each mode runs before the first round
 * @param lead of each turn, which does not count, so that a cold cache is nobody's latency
 * @param settle after each turn, until the last batch of reports has gone and was counted
 */
record OverheadPlan(
    int rate, Duration length, int rounds, Duration warmUp, Duration lead, Duration settle) {

  private static final Duration LEAD = Duration.ofSeconds(1);

  /** Batches wait for a second at most. */
  private static final Duration SETTLE = Duration.ofMillis(1_500);

  OverheadPlan {
    require("rate", rate, 20_000);
    require("rounds", rounds, 100);
    if (length.compareTo(Duration.ofSeconds(1)) < 0
        || length.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException("seconds must be 1 to 300, was " + length.toSeconds());
    }
  }

  /** As it is meant to be measured. */
  OverheadPlan(int rate, Duration length, int rounds, Duration warmUp) {
    this(rate, length, rounds, warmUp, LEAD, SETTLE);
  }

  private static void require(String what, int number, int highest) {
    if (number < 1 || number > highest) {
      throw new IllegalArgumentException(what + " must be 1 to " + highest + ", was " + number);
    }
  }

  /** About how long all takes, processes started and stopped. */
  long seconds() {
    Duration turn = length.plus(lead).plus(settle.multipliedBy(2));
    int modes = OverheadMode.values().length;
    return warmUp.plus(turn.multipliedBy(rounds)).multipliedBy(modes).toSeconds() + 10;
  }
}
