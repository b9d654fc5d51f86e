package org.meshparity.comparator.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.SourceWatch;

/** Counts what a run asks of its servers, and ends it where its limits do. For several threads. */
final class Budget implements SourceWatch {

  private final RunLimits limits;
  private final int atOnce;
  private final AtomicLong asked = new AtomicLong();
  private volatile String part = "its targets";

  /**
   * Of one run.
   *
   * @param atOnce how many questions it may have under way at a time
   */
  Budget(RunLimits limits, int atOnce) {
    this.limits = limits;
    this.atOnce = atOnce;
  }

  int atOnce() {
    return atOnce;
  }

  /**
   * From now on questions are about something else.
   *
   * @param what as what a message names it, behind "asked about"
   */
  void begin(String what) {
    part = what;
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
              + " queries that --max-queries allows, which ran out when it asked about "
              + part
              + "; compare a shorter window or fewer targets, work in shards, or allow more",
          null);
    }
  }

  /** How many queries there were. */
  long asked() {
    return asked.get();
  }
}
