package org.meshparity.comparator.run;

import java.util.Locale;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * What a run is about to ask, estimated from a few cheap counts.
 *
 * @param queries how many, if no group has to be read sample by sample and no answer is too large
 * @param legacySeries how many series there are at the end of the window, or at its start if more
 * @param candidateSeries the same of the candidate side
 * @param samples how many samples of theirs lie under the window
 */
public record QueryPlan(long queries, long legacySeries, long candidateSeries, long samples) {

  /** Refuses what goes beyond the limits, before anything is loaded. */
  void check(RunLimits limits) throws SourceUnavailable {
    if (queries > limits.maxQueries()) {
      throw new SourceUnavailable(
          "nothing was read: the plan needs "
              + queries
              + " queries, more than the "
              + limits.maxQueries()
              + " that --max-queries allows; compare fewer metrics, or allow more",
          null);
    }
    if (samples > limits.maxSamples()) {
      throw new SourceUnavailable(
          "nothing was read: about "
              + samples
              + " samples lie under the window, more than the "
              + limits.maxSamples()
              + " that --max-samples allows; compare a shorter window or fewer targets, work in"
              + " shards, or allow more",
          null);
    }
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "plan: about %,d queries, at most 2 at once, over %,d legacy and %,d candidate series with"
            + " %,d samples",
        queries,
        legacySeries,
        candidateSeries,
        samples);
  }
}
