package org.meshparity.comparator.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.SourceWatch;

/** Counts what a run asks of its servers, and ends it where its limits do. For several threads. */
final class Budget implements SourceWatch {

  private final RunLimits limits;
  private final AtomicLong asked = new AtomicLong();

  Budget(RunLimits limits) {
    this.limits = limits;
  }

  RunLimits limits() {
    return limits;
  }

  /** Every question of a source that it watches counts. */
  @Override
  public List<String> pass(Question question) throws SourceUnavailable {
    ask();
    return question.put();
  }

  /** Notes one more query. */
  private void ask() throws SourceUnavailable {
    if (asked.incrementAndGet() > limits.maxQueries()) {
      throw new SourceUnavailable(
          "this run needs more than the "
              + limits.maxQueries()
              + " queries that --max-queries allows, and was stopped; compare a shorter window or"
              + " fewer targets, work in shards, or allow more",
          null);
    }
  }

  /** How many queries there were. */
  long asked() {
    return asked.get();
  }
}
