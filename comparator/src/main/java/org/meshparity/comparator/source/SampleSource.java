package org.meshparity.comparator.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * Where raw samples come from. Every source keeps the same contract: series names and labels as
 * exposed, {@code up} (1 or 0 for each scrape of a target) and {@code scrape_duration_seconds}
 * beside them where targets are scraped, and nothing invented.
 */
public interface SampleSource extends AutoCloseable {

  /**
   * The configured name, or the URL without user, password and query: what reports and errors show.
   */
  String name();

  /** What this source's timestamps are worth. */
  StampErrors stamps();

  /**
   * Hands over every series of a name with its raw samples in {@code (afterMs, untilMs]}; series
   * without a sample there are left out.
   *
   * @param series the metric's full name, e.g. {@code istio_requests_total} or {@code up}
   * @param matchers further conditions
   * @return warnings of the source that make its answer partial; empty if the answer is whole
   * @throws AskAgain if what was handed over is void, and to ask once more will do
   * @throws SourceUnavailable if the source cannot be reached, refuses, is cut off or lies
   */
  List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable;

  /** How many questions it takes at once at most, whoever asks them. */
  default int mostAtOnce() {
    return 2;
  }

  /**
   * How far its clock is from this machine's, as far as its answers have shown so far; empty if
   * they show nothing, or if it has no other clock.
   */
  default Optional<ClockOffset> clock() {
    return Optional.empty();
  }

  /** Whether it can hand over native histograms; a page of text shows classic ones only. */
  default boolean knowsNativeHistograms() {
    return false;
  }

  /**
   * Hands over every series of a name with its native histograms, otherwise as {@link #samples}.
   *
   * @param series the histogram's name, which is that of its series
   * @throws SourceUnavailable as {@link #samples}, and if the name has plain samples
   */
  default List<String> histograms(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      Consumer<RawHistograms> into)
      throws SourceUnavailable {
    throw new UnsupportedOperationException(name() + " shows no native histograms");
  }

  /**
   * Hands over the labels of series that merely cease in {@code (afterMs, untilMs]}: no staleness
   * marker behind the last sample says that the scraper was told of their end, so what they belong
   * to may live on unscraped. A source that cannot tell hands over nothing.
   *
   * @param markedWithinMs a marker comes so long after the last sample at most
   * @return warnings that make the answer partial; empty if it is whole
   * @throws SourceUnavailable as {@link #samples}
   */
  default List<String> ceasing(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      long markedWithinMs,
      Consumer<Labels> into)
      throws SourceUnavailable {
    return List.of();
  }

  /**
   * The same source, which tells somebody what its server remarks upon queries, and what else a
   * reader of its answers should know. A remark leaves the data whole.
   */
  default SampleSource noting(Consumer<String> notes) {
    return this;
  }

  /**
   * Names of series that end in one of some names and are longer; none from a source that keeps
   * only what it is asked for.
   *
   * @param matchers further conditions
   */
  default Set<String> namesEndingIn(
      Set<String> names, LabelMatchers matchers, long afterMs, long untilMs)
      throws SourceUnavailable {
    return Set.of();
  }

  @Override
  default void close() {}
}
