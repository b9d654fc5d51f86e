package org.meshparity.comparator.source;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;

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
   * Evaluates an instant query whose label sets come in other answers too, to numbers of them.
   *
   * @param into receives each element; it is worthless unless this returns
   * @return warnings that make the answer partial; empty if it is whole
   * @throws SourceUnavailable as {@link #samples}
   */
  default List<String> sums(String promql, long atMs, Sums into) throws SourceUnavailable {
    return query(promql, atMs, into::add);
  }

  /**
   * The same for an expression whose result is a range vector with samples at a few times.
   *
   * @param promql covers {@code (afterMs, untilMs]} when evaluated at {@code untilMs}
   * @param into receives all samples; it is worthless unless this returns
   */
  default List<String> sums(String promql, long afterMs, long untilMs, SumsAt into)
      throws SourceUnavailable {
    return ranges(promql, afterMs, untilMs, into::add);
  }

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

  /**
   * Evaluates an instant query on series as each scraper wrote them, where the server makes one of
   * those of several scrapers unless it is told not to. A source that does nothing of the kind, as
   * far as it knows, hands over nothing.
   *
   * @return warnings that make the answer partial; empty if it is whole
   * @throws SourceUnavailable as {@link #samples}
   */
  default List<String> unmerged(String promql, long atMs, VectorSink into)
      throws SourceUnavailable {
    return List.of();
  }

  /**
   * Finds out whether raw samples can be read as the server keeps them, which costs it a small part
   * of what an answer to a query does, and reads them so from then on.
   *
   * @param series about how many are going to be read; of few it is not worth while
   * @param targets whose {@code up} series are read both ways, to compare
   * @return whether both ways tell the same; not to have the other one is no fault
   * @throws SourceUnavailable as {@link #samples}
   */
  default boolean readChunks(long series, LabelMatchers targets, long afterMs, long untilMs)
      throws SourceUnavailable {
    return false;
  }

  /** How many requests {@link #readChunks} makes at most of so many series; 0 for none. */
  default int chunkTrialRequests(long series) {
    return 0;
  }

  /**
   * A bare selector shows a series until its marker, and without one for the look-back (5 minutes).
   */
  @Override
  default List<String> ceasing(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      long markedWithinMs,
      Consumer<Labels> into)
      throws SourceUnavailable {
    String shown = PromqlName.selector(series, matchers);
    String looks = "[" + (untilMs - afterMs) + "ms:" + Math.max(1, markedWithinMs / 3) + "ms]";
    String promql =
        ("max_over_time((" + shown + " * 0 + time())" + looks + ")")
            + (" - max_over_time(timestamp(" + shown + ")" + looks + ")")
            + (" > " + BigDecimal.valueOf(markedWithinMs, 3).toPlainString());
    return query(promql, untilMs, (labels, late) -> into.accept(labels));
  }

  /** Receives the elements of an instant vector. */
  @FunctionalInterface
  interface VectorSink {
    /** One element; the value may be NaN or infinite. */
    void accept(Labels labels, double value);
  }
}
