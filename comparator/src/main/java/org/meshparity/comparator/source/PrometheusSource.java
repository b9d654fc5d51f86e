package org.meshparity.comparator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Secret;
import org.meshparity.rules.LabelMatchers;

/**
 * Any backend that speaks Prometheus' HTTP API. {@code /api/v1/query} is used, as a POST unless
 * told otherwise and always with an explicit time, so that long queries fit and a proxy's cache or
 * clock cannot matter; and {@code /api/v1/read}, if somebody asks for it and it shows the same.
 *
 * <p>It is meant to be lied to: a login page, a redirect (never followed, so that no other host
 * sees the credentials), a cut, endless or disordered answer each become one {@link
 * SourceUnavailable}. What a sink received before that is void. Answers are parsed while they
 * arrive, so memory does not depend on their length. A thread that is interrupted cancels its
 * query. For several threads.
 */
public final class PrometheusSource implements QuerySource {

  private static final Access.Parameter UNMERGED = new Access.Parameter("dedup", "false");

  private final SourceAddress address;
  private final PrometheusOptions options;
  private final HttpUrl endpoint;
  private final Questions questions;
  private final ChunkReads chunks;
  private final Consumer<String> notes;
  private volatile boolean showsMarkers;

  private PrometheusSource(
      SourceAddress address,
      PrometheusOptions options,
      Questions questions,
      Consumer<String> notes) {
    this.address = address;
    this.options = options;
    this.endpoint = address.resolve("api/v1/query");
    this.questions = questions;
    this.chunks =
        new ChunkReads(questions, address.resolve("api/v1/read"), options.maxResponseBytes());
    this.notes = notes;
  }

  /**
   * Reads nothing yet.
   *
   * @param url of the server, with its path prefix if it has one; a user and a password in it are
   *     sent as basic authentication and shown nowhere
   * @throws IllegalArgumentException if it is not an http or https URL
   */
  public static PrometheusSource of(String url, PrometheusOptions options) {
    SourceAddress address = SourceAddress.parse(url).asAsked();
    String authorization = address.authorization();
    if (authorization == null) {
      return of(address, options);
    }
    Access access = options.access().withAuthorization(Secret.of(authorization));
    return of(address, options.withAccess(access));
  }

  /**
   * The URL, if a source can have it.
   *
   * @throws IllegalArgumentException as {@link #of(String, PrometheusOptions)}
   */
  public static String checked(String url) {
    SourceAddress unused = SourceAddress.parse(url).asAsked();
    return url;
  }

  private static PrometheusSource of(SourceAddress address, PrometheusOptions options) {
    Questions questions = new Questions(name(address, options), address, options);
    return new PrometheusSource(address, options, questions, note -> {});
  }

  @Override
  public String name() {
    return name(address, options);
  }

  private static String name(SourceAddress address, PrometheusOptions options) {
    String given = options.name();
    return given == null ? address.shown() : given;
  }

  @Override
  public SampleSource noting(Consumer<String> into) {
    if (!options.access().tls().verified()) {
      into.accept("its certificate is not verified, as its settings say");
    }
    return new PrometheusSource(address, options, questions, into);
  }

  @Override
  public int mostAtOnce() {
    return options.maxConcurrent();
  }

  @Override
  public StampErrors stamps() {
    return options.stamps();
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    TimeRange range = new TimeRange(afterMs, untilMs);
    if (chunks.suit(series, matchers)) {
      AtomicBoolean begun = new AtomicBoolean();
      try {
        chunks.read(
            series,
            matchers,
            range,
            found -> {
              begun.set(true);
              into.accept(found);
            });
        return List.of();
      } catch (Unsuited unsuited) {
        notes.accept(unsuited.getMessage() + ", so samples of " + series + " are queried instead");
        if (begun.get()) {
          throw new AskAgain(
              name() + " " + unsuited.getMessage() + "; say remote-read: never", unsuited);
        }
      }
    }
    return queried(series, matchers, range, into);
  }

  private List<String> queried(
      String series, LabelMatchers matchers, TimeRange range, Consumer<RawSeries> into)
      throws SourceUnavailable {
    RawCleaning cleaning = new RawCleaning(ElementReader.Sink.of(into));
    ElementReader.Sink wanted = new WantedSeries(series, matchers, cleaning);
    return ask(
        QueryRequest.samples(series, matchers, range),
        ElementReader.ofMatrix(range, wanted),
        response -> {
          cleaning.answered(response);
          showsMarkers |= RawCleaning.showsMarkers(response);
        });
  }

  /** A query, and two reads where the server turns out to add external labels. */
  @Override
  public int chunkTrialRequests(long series) {
    return options.remoteReads().tries(series) ? 3 : 0;
  }

  @Override
  public boolean readChunks(long series, LabelMatchers targets, long afterMs, long untilMs)
      throws SourceUnavailable {
    if (!options.remoteReads().tries(series)) {
      return false;
    }
    TimeRange range = new TimeRange(afterMs, untilMs);
    List<RawSeries> told = new ArrayList<>();
    return queried("up", targets, range, told::add).isEmpty()
        && chunks.tried(told, "up", targets, range);
  }

  /** Where raw samples show the markers, no look-back is needed to guess at them. */
  @Override
  public List<String> ceasing(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      long markedWithinMs,
      Consumer<Labels> into)
      throws SourceUnavailable {
    if (!showsMarkers) {
      return QuerySource.super.ceasing(series, matchers, afterMs, untilMs, markedWithinMs, into);
    }
    TimeRange range = new TimeRange(afterMs, untilMs);
    ElementReader.Sink unmarked =
        (labels, stamps, values) -> {
          int last = stamps.length - 1;
          if (!Double.isNaN(values[last]) && stamps[last] < untilMs - markedWithinMs) {
            into.accept(labels);
          }
        };
    return ask(
        QueryRequest.samples(series, matchers, range), ElementReader.ofMatrix(range, unmarked));
  }

  @Override
  public boolean knowsNativeHistograms() {
    return true;
  }

  @Override
  public List<String> histograms(
      String series,
      LabelMatchers matchers,
      long afterMs,
      long untilMs,
      Consumer<RawHistograms> into)
      throws SourceUnavailable {
    TimeRange range = new TimeRange(afterMs, untilMs);
    return ask(
        QueryRequest.samples(series, matchers, range),
        ElementReader.ofHistograms(
            range,
            (labels, timestamps, values) -> {
              WantedSeries.check(series, matchers, labels);
              into.accept(new RawHistograms(labels, timestamps, values));
            }));
  }

  @Override
  public Optional<ClockOffset> clock() {
    return questions.clock();
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    return ask(new QueryRequest(promql, atMs, "vector"), vector(atMs, into));
  }

  private static ElementReader vector(long atMs, VectorSink into) {
    return ElementReader.ofVector(atMs, (labels, times, values) -> into.accept(labels, values[0]));
  }

  /** A Thanos querier merges replicas; whoever told it not to need not ask. */
  @Override
  public List<String> unmerged(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    if (options.access().parameters().stream().anyMatch(UNMERGED::says)
        || endpoint.queryParameterValues(UNMERGED.name()).contains(UNMERGED.value())) {
      return List.of();
    }
    QueryRequest request = new QueryRequest(promql, atMs, "vector", List.of(UNMERGED));
    try {
      return put(request, vector(atMs, into), response -> {});
    } catch (Unsuited unknownThere) {
      return List.of();
    }
  }

  @Override
  public List<String> sums(String promql, long atMs, Sums into) throws SourceUnavailable {
    WrittenSets known = into.known().asWritten(WrittenSets.class, WrittenSets::new);
    return ask(new QueryRequest(promql, atMs, "vector"), ElementReader.ofSums(atMs, known, into));
  }

  @Override
  public List<String> sums(String promql, long afterMs, long untilMs, SumsAt into)
      throws SourceUnavailable {
    WrittenSets known = into.known().asWritten(WrittenSets.class, WrittenSets::new);
    TimeRange range = new TimeRange(afterMs, untilMs);
    return ask(
        new QueryRequest(promql, untilMs, "matrix"), ElementReader.ofSums(range, known, into));
  }

  @Override
  public List<String> ranges(String promql, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    ElementReader elements =
        ElementReader.ofMatrix(new TimeRange(afterMs, untilMs), ElementReader.Sink.of(into));
    return ask(new QueryRequest(promql, untilMs, "matrix"), elements);
  }

  private List<String> ask(QueryRequest request, ElementReader elements) throws SourceUnavailable {
    return ask(request, elements, response -> {});
  }

  private List<String> ask(
      QueryRequest request, ElementReader elements, Consumer<Response> answered)
      throws SourceUnavailable {
    try {
      return put(request, elements, answered);
    } catch (Unsuited impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<String> put(
      QueryRequest request, ElementReader elements, Consumer<Response> answered)
      throws SourceUnavailable, Unsuited {
    List<String> partial =
        questions.put(
            new InstantQuery(endpoint, request, elements, options.maxResponseBytes(), answered));
    elements.remarks().stream().map(questions::hidden).forEach(notes);
    return partial;
  }

  @Override
  public void close() {
    questions.close();
  }

  /** The same as {@link #name}. */
  @Override
  public String toString() {
    return name();
  }
}
