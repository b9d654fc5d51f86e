package org.meshparity.comparator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
      ChunkTrial trial = new ChunkTrial(told, read(series, matchers, range, added));
      if (!trial.added().isEmpty()) {
        added = Map.copyOf(trial.added());
        trial = new ChunkTrial(told, read(series, matchers, range, added));
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

  /** Whether these series can be read from chunks. */
  boolean suit(LabelMatchers matchers) {
    Map<String, String> added = external;
    return added != null && RemoteRead.suits(matchers, added.keySet());
  }

  /** All series at once: before the last one is there, chunks may turn out not to suit. */
  List<RawSeries> read(String series, LabelMatchers matchers, TimeRange range)
      throws SourceUnavailable, Unsuited {
    Map<String, String> added = external;
    return read(series, matchers, range, added == null ? Map.of() : added);
  }

  private List<RawSeries> read(
      String series, LabelMatchers matchers, TimeRange range, Map<String, String> added)
      throws SourceUnavailable, Unsuited {
    List<RawSeries> found = new ArrayList<>();
    ElementReader.Sink levelled = StoreRounding.levelled(ElementReader.Sink.of(found::add));
    ElementReader.Sink wanted = new WantedSeries(series, matchers, levelled);
    List<String> none =
        questions.put(new RemoteRead(endpoint, series, matchers, range, added, maxBytes, wanted));
    return none.isEmpty() ? found : List.of();
  }
}
