package org.meshparity.comparator.source;

import java.util.List;
import java.util.function.Consumer;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;

/** A source that can also compute: it evaluates PromQL, so that sums travel instead of series. */
public interface QuerySource extends SampleSource {

  /**
   * Evaluates an instant query.
   *
   * @param promql an expression whose result is an instant vector
   * @param atMs the explicit evaluation time, in milliseconds since the epoch
   * @param into receives each element of the vector
   * @return warnings that make the answer partial; empty if it is whole
   * @throws SourceUnavailable as {@link #samples}
   */
  List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable;

  /**
   * Evaluates an expression whose result is a range vector, e.g. a subquery.
   *
   * @param promql covers {@code (afterMs, untilMs]} when evaluated at {@code untilMs}
   * @param into receives each series
   * @return warnings that make the answer partial; empty if it is whole
   * @throws SourceUnavailable as {@link #samples}
   */
  List<String> ranges(String promql, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable;

  /** Receives the elements of an instant vector. */
  @FunctionalInterface
  interface VectorSink {
    /** One element; the value may be NaN or infinite. */
    void accept(Labels labels, double value);
  }
}
