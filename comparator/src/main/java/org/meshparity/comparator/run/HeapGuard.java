package org.meshparity.comparator.run;

import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.AnswerFillsHeap;

/**
 * Ends one run in good time when this process has too little memory for it: its thread is
 * interrupted, which cancels its queries, and between groups it asks here whether to go on.
 */
final class HeapGuard implements AutoCloseable {

  /** What takes so small a part of the heap at most need not be watched. */
  private static final int SMALL = 20;

  private final Thread run = Thread.currentThread();
  private final String comparison;
  private final boolean amongOthers;
  private volatile long series;
  private volatile double most; // bytes that it may take, if all is read sample by sample
  private volatile long stoppedNanos;
  private volatile @Nullable String stopped;

  private HeapGuard(String comparison, boolean amongOthers) {
    this.comparison = comparison;
    this.amongOthers = amongOthers;
  }

  /**
   * Of the run that begins on this thread.
   *
   * @param amongOthers whether this process must go on when the run cannot
   */
  static HeapGuard of(String comparison, boolean amongOthers) {
    return new HeapGuard(comparison, amongOthers);
  }

  boolean amongOthers() {
    return amongOthers;
  }

  /** It is known how large the run is; a small one has no share in whatever fills the heap. */
  void planned(QueryPlan plan) {
    series = plan.legacySeries() + plan.candidateSeries();
    most = Chunks.bytes((double) series, (double) plan.samples());
    if (most > Runtime.getRuntime().maxMemory() / (double) SMALL) {
      HeapWatch.OF_THIS_PROCESS.begin(this);
    }
  }

  long series() {
    return series;
  }

  boolean stopped() {
    return stopped != null;
  }

  /** Whether it was told to end so long before and has not noticed. */
  boolean overdue(long nanos) {
    return stopped != null && System.nanoTime() - stoppedNanos > nanos;
  }

  /** Ends the run as soon as it notices. */
  void stop(String sign) {
    stoppedNanos = System.nanoTime();
    stopped = sign;
    run.interrupt();
  }

  /** Whether to go on; asked by any thread of the run. */
  void check() {
    if (stopped()) {
      throw reason();
    }
  }

  /** Why it was told to end. */
  HeapExhausted reason() {
    return HeapExhausted.ofRun(comparison, series, String.valueOf(stopped), null);
  }

  /**
   * Why a source is to blame that filled the heap with one answer. Groups whose processes restarted
   * are read sample by sample, and that may be all of them: a source that sends what was counted is
   * not to blame.
   *
   * @throws AnswerFillsHeap if the run may be too large for this heap without anybody's fault
   */
  String blamed(AnswerFillsHeap full) {
    HeapWatch.OF_THIS_PROCESS.giveReserve();
    check();
    boolean fits =
        HeapExhausted.fits(series) && 2 * most < (double) Runtime.getRuntime().maxMemory();
    if (!HeapExhausted.isReasonOf(full) || !fits) {
      throw full;
    }
    return HeapExhausted.byAnswer(full.question(), series);
  }

  /** Throws what a failure comes from, if that is memory: it may have failed before the stop. */
  void explain(Throwable failure) {
    HeapWatch.OF_THIS_PROCESS.giveReserve();
    check();
    if (HeapExhausted.isReasonOf(failure)) {
      throw HeapExhausted.ofRun(comparison, series, "an allocation failed", failure);
    }
  }

  @Override
  public void close() {
    HeapWatch.OF_THIS_PROCESS.end(this);
    if (stopped != null) {
      Thread.interrupted(); // it was for the run, which has ended
    }
  }
}
