package org.meshparity.rules;

import java.util.List;

/**
 * What the senders of one side's reports count as failed, so that a loss on the way can be proved.
 *
 * @param ofLegacy whether what failed is lacking on the legacy side; else on the candidate's
 * @param onLegacy whether the legacy side's targets expose the counters; else the candidate's do,
 *     as the processes that send what legacy counts may be those
 * @param series counters of the senders that are added up, e.g. of send errors and of timeouts
 * @param holds how many events one report may hold, 1 or more
 * @param metrics names of the metrics whose events the reports hold; empty for all
 */
public record Losses(
    boolean ofLegacy, boolean onLegacy, List<String> series, long holds, List<String> metrics) {

  public Losses {
    if (holds < 1) {
      throw new IllegalArgumentException("holds must be 1 or more, was " + holds);
    }
    series = List.copyOf(series);
    metrics = List.copyOf(metrics);
  }
}
