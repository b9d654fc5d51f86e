package org.meshparity.comparator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * Reads raw samples from a server's chunks, once a trial has shown that they hold what its answers
 * to queries tell. For several threads.
 */
final class ChunkReads {

  private final Questions questions;
  private final HttpUrl endpoint;
  private final long maxBytes;
  private final Set<String> unsuited = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Map<String, String> external; // null before a trial succeeded

  ChunkReads(Questions questions, HttpUrl endpoint, long maxBytes) {
    this.questions = questions;
    this.endpoint = endpoint;
    this.maxBytes = maxBytes;
  }

  /**
   * Tries them on series that a query has told already, and uses them from then on if both ways
   * tell the same. A server that has no remote read, or hides it, is no fault.
   */
  boolean tried(List<RawSeries> told, String series, LabelMatchers matchers, TimeRange range)
      throws SourceUnavailable {
    try {
      Map<String, String> added = Map.of();
      ChunkTrial trial = new ChunkTrial(told, all(series, matchers, range, added));
      if (!trial.added().isEmpty()) {
        added = Map.copyOf(trial.added());
        trial = new ChunkTrial(told, all(series, matchers, range, added));
      }
      external = trial.same() && RemoteRead.suits(matchers, added.keySet()) ? added : null;
    } catch (Unsuited none) {
      external = null;
    } catch (SourceUnavailable none) {
      external = null;
      if (Thread.currentThread().isInterrupted()) {
        throw none;
      }
    }
    return external != null;
  }

  private List<RawSeries> all(
      String series, LabelMatchers matchers, TimeRange range, Map<String, String> added)
      throws SourceUnavailable, Unsuited {
    List<RawSeries> found = new ArrayList<>();
    read(series, matchers, range, added, found::add);
    return found;
  }

  /** Whether these series can be read from chunks, as far as is known. */
  boolean suit(String series, LabelMatchers matchers) {
    Map<String, String> added = external;
    return added != null
        && !unsuited.contains(series)
        && RemoteRead.suits(matchers, added.keySet());
  }

  /**
   * Hands over each series when it comes.
   *
   * @throws Unsuited if chunks cannot tell of this name, which is then known of it
   */
  void read(String series, LabelMatchers matchers, TimeRange range, Consumer<RawSeries> into)
      throws SourceUnavailable, Unsuited {
    Map<String, String> added = external;
    try {
      read(series, matchers, range, added == null ? Map.of() : added, into);
    } catch (Unsuited e) {
      unsuited.add(series);
      throw e;
    }
  }

  private void read(
      String series,
      LabelMatchers matchers,
      TimeRange range,
      Map<String, String> added,
      Consumer<RawSeries> into)
      throws SourceUnavailable, Unsuited {
    ElementReader.Sink levelled = StoreRounding.levelled(ElementReader.Sink.of(into));
    ElementReader.Sink wanted = new WantedSeries(series, matchers, levelled);
    List<String> unused =
        questions.put(new RemoteRead(endpoint, series, matchers, range, added, maxBytes, wanted));
  }
}
