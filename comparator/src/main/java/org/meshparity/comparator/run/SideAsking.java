package org.meshparity.comparator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.comparator.source.ForwardingSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/**
 * Puts one side's questions to its source, all within the run's budget, and keeps what the source
 * warned of. A side that is read earlier is moved to the window's time here, so that nothing behind
 * knows of it. For several threads.
 */
final class SideAsking {

  private static final int MOST_NOTES = 10;

  private final SampleSource source;
  private final long offset;
  private final Budget budget;
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> notes = ConcurrentHashMap.newKeySet();

  /**
   * For one run.
   *
   * @param offset how much earlier than the window the side is read, in milliseconds
   */
  SideAsking(SampleSource source, long offset, Budget budget) {
    this.source = ForwardingSource.of(source.noting(notes::add), budget);
    this.offset = offset;
    this.budget = budget;
  }

  SampleSource source() {
    return source;
  }

  long offset() {
    return offset;
  }

  Budget budget() {
    return budget;
  }

  void samples(String series, LabelMatchers matchers, long from, long to, Consumer<RawSeries> into)
      throws SourceUnavailable {
    warn(source.samples(series, matchers, from - offset, to - offset, moved(into)));
  }

  void histograms(
      String series, LabelMatchers matchers, long from, long to, Consumer<RawHistograms> into)
      throws SourceUnavailable {
    Consumer<RawHistograms> moved = offset == 0 ? into : found -> into.accept(found.later(offset));
    warn(source.histograms(series, matchers, from - offset, to - offset, moved));
  }

  void ceasing(LabelMatchers matchers, long from, long to, long markedWithin, Consumer<Labels> into)
      throws SourceUnavailable {
    warn(source.ceasing("up", matchers, from - offset, to - offset, markedWithin, into));
  }

  void query(String promql, long at, QuerySource.VectorSink into) throws SourceUnavailable {
    warn(server().query(promql, at - offset, into));
  }

  /** What an expression tells of series that were not merged; empty where nothing is. */
  void unmerged(String promql, long at, QuerySource.VectorSink into) throws SourceUnavailable {
    if (source instanceof QuerySource server) {
      warn(server.unmerged(promql, at - offset, into));
    }
  }

  void sums(String promql, long at, Sums into) throws SourceUnavailable {
    warn(server().sums(promql, at - offset, into));
  }

  void sums(String promql, long from, long to, SumsAt into) throws SourceUnavailable {
    if (offset == 0) {
      warn(server().sums(promql, from, to, into));
    } else {
      ranges(promql, from, to, into::add);
    }
  }

  void ranges(String promql, long from, long to, Consumer<RawSeries> into)
      throws SourceUnavailable {
    warn(server().ranges(promql, from - offset, to - offset, moved(into)));
  }

  boolean readChunks(long series, LabelMatchers targets, long from, long to)
      throws SourceUnavailable {
    return server().readChunks(series, targets, from - offset, to - offset);
  }

  private Consumer<RawSeries> moved(Consumer<RawSeries> into) {
    return offset == 0 ? into : found -> into.accept(found.later(offset));
  }

  private QuerySource server() {
    if (source instanceof QuerySource server) {
      return server;
    }
    throw new IllegalStateException(source.name() + " cannot compute");
  }

  /** What the source warned of makes its answers partial. */
  synchronized void warn(List<String> found) {
    found.forEach(warning -> doubt(source.name() + " answered in part: " + warning));
  }

  /** Notes why nothing that the source says can be a proof. */
  synchronized void doubt(String why) {
    if (!warnings.contains(why)) {
      warnings.add(why);
    }
  }

  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }

  List<String> notes() {
    return notes.stream()
        .sorted()
        .limit(MOST_NOTES)
        .map(note -> source.name() + ": " + note)
        .toList();
  }
}
