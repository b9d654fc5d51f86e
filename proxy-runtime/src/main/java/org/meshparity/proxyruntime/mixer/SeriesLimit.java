package org.meshparity.proxyruntime.mixer;

import org.meshparity.proxyruntime.mixer.expression.EvaluationFailed;

/**
 * How many sets of labels there may be in all. Clients choose label values, so without a limit they
 * choose how much memory is used; what was there before goes on being counted.
 */
final class SeriesLimit {

  private final int most;
  private volatile int taken;
  private volatile long refused;

  SeriesLimit(int most) {
    this.most = most;
  }

  /**
   * Makes room for one more.
   *
   * @throws EvaluationFailed when there is none
   */
  synchronized void take() {
    if (taken >= most) {
      refused++;
      throw new EvaluationFailed(
          "there are " + most + " sets of labels already, which is the limit");
    }
    taken++;
  }

  synchronized void giveBack() {
    taken--;
  }

  int taken() {
    return taken;
  }

  long refused() {
    return refused;
  }
}
