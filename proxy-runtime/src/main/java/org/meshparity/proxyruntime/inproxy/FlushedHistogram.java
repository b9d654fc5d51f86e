package org.meshparity.proxyruntime.inproxy;

/**
 * A histogram as a proxy shows it: what was recorded since the last flush is not visible yet.
 *
 * <p>Counters show at once. So a page may hold more requests than its histograms count, by up to
 * one flush interval's worth.
 */
final class FlushedHistogram {

  private final LogLinearHistogram recording = new LogLinearHistogram();
  private final LogLinearHistogram shown = new LogLinearHistogram();

  LogLinearHistogram recording() {
    return recording;
  }

  LogLinearHistogram shown() {
    return shown;
  }

  void flush() {
    recording.drainTo(shown);
  }
}
