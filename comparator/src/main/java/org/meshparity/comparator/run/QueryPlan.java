package org.meshparity.comparator.run;

import java.util.Locale;
import org.meshparity.comparator.source.SourceUnavailable;

/**
 * What a run is about to ask, estimated from a few cheap counts.
 *
 * @param queries how many, if no group has to be read sample by sample, no answer is too large, and
 *     no gap has causes to look for
 * @param legacySeries how many series there are at the end of the window, or at its start if more
 * @param candidateSeries the same of the candidate side
 * @param samples how many samples of theirs lie under the window
 * @param atOnce how many queries are under way at a time at most
 * @param mostQueries how many there are in any case at most: nobody knows beforehand what the
 *     causes of gaps take, or how small the parts must be in which a server answers
 */
public record QueryPlan(
    long queries,
    long legacySeries,
    long candidateSeries,
    long samples,
    int atOnce,
    long mostQueries) {

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
        "plan: about %,d queries, at most %,d at once, over %,d legacy and %,d candidate series with"
            + " %,d samples; gaps take more, to look for their causes, and so may what cannot be"
            + " answered at once, up to %,d in all",
        queries,
        atOnce,
        legacySeries,
        candidateSeries,
        samples,
        mostQueries);
  }
}
