package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.LabelSets;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Secret;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.PromqlName;

/**
 * Any backend that speaks Prometheus' HTTP API. Only {@code /api/v1/query} is used, as a POST
 * unless told otherwise and always with an explicit time, so that long queries fit and a proxy's
 * cache or clock cannot matter.
 *
 * <p>It is meant to be lied to: a login page, a redirect (never followed, so that no other host
 * sees the credentials), a cut, endless or disordered answer each become one {@link
 * SourceUnavailable}. What a sink received before that is void. Answers are parsed while they
 * arrive, so memory does not depend on their length. A thread that is interrupted cancels its
 * query. For several threads.
 */
public final class PrometheusSource implements QuerySource {

  private final SourceAddress address;
  private final PrometheusOptions options;
  private final Asking asking;
  private final Semaphore turns;
  private final ServerClock clock;
  private final Consumer<String> notes;
  private final Map<LabelSets, WrittenSets> written =
      Collections.synchronizedMap(new WeakHashMap<>());
  private volatile boolean showsMarkers;

  private PrometheusSource(SourceAddress address, PrometheusOptions options) {
    this.address = address;
    this.options = options;
    this.asking = new Asking(address.resolve("api/v1/query"), options, address.connections());
    this.clock = new ServerClock();
    this.turns = new Semaphore(options.maxConcurrent(), true);
    this.notes = note -> {};
  }

  private PrometheusSource(PrometheusSource same, Consumer<String> notes) {
    this.address = same.address;
    this.options = same.options;
    this.asking = same.asking;
    this.turns = same.turns;
    this.clock = same.clock;
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
    SourceAddress address = SourceAddress.parse(url);
    String authorization = address.authorization();
    if (authorization == null) {
      return new PrometheusSource(address, options);
    }
    Access access = options.access().withAuthorization(Secret.of(authorization));
    return new PrometheusSource(address, options.withAccess(access));
  }

  @Override
  public String name() {
    String given = options.name();
    return given == null ? address.shown() : given;
  }

  @Override
  public SampleSource noting(Consumer<String> into) {
    if (!options.access().tls().verified()) {
      into.accept("its certificate is not verified, as its settings say");
    }
    return new PrometheusSource(this, into);
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
    RawCleaning cleaning = new RawCleaning(ElementReader.Sink.of(into));
    ElementReader.Sink wanted = new WantedSeries(series, matchers, cleaning);
    return ask(
        request(series, matchers, range, untilMs),
        ElementReader.ofMatrix(range, wanted),
        response -> {
          cleaning.answered(response);
          showsMarkers |= RawCleaning.showsMarkers(response);
        });
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
    return ask(request(series, matchers, range, untilMs), ElementReader.ofMatrix(range, unmarked));
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
        request(series, matchers, range, untilMs),
        ElementReader.ofHistograms(
            range,
            (labels, timestamps, values) -> {
              WantedSeries.check(series, matchers, labels);
              into.accept(new RawHistograms(labels, timestamps, values));
            }));
  }

  @Override
  public Optional<ClockOffset> clock() {
    return clock.offset();
  }

  private static QueryRequest request(
      String series, LabelMatchers matchers, TimeRange range, long untilMs) {
    String promql = PromqlName.selector(series, matchers) + "[" + range.millis() + "ms]";
    return new QueryRequest(promql, untilMs, "matrix");
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    ElementReader.Sink sink = (labels, times, values) -> into.accept(labels, values[0]);
    ElementReader elements = ElementReader.ofVector(atMs, sink);
    return ask(new QueryRequest(promql, atMs, "vector"), elements);
  }

  @Override
  public List<String> sums(String promql, long atMs, Sums into) throws SourceUnavailable {
    WrittenSets known = written.computeIfAbsent(into.known(), sets -> new WrittenSets());
    return ask(new QueryRequest(promql, atMs, "vector"), ElementReader.ofSums(atMs, known, into));
  }

  @Override
  public List<String> sums(String promql, long afterMs, long untilMs, SumsAt into)
      throws SourceUnavailable {
    WrittenSets known = written.computeIfAbsent(into.known(), sets -> new WrittenSets());
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
    awaitTurn(request);
    long sentMs = System.currentTimeMillis();
    try {
      List<String> partial =
          asking.ask(
              request,
              elements,
              response -> {
                clock.note(sentMs, response);
                answered.accept(response);
              });
      elements.remarks().stream().map(asking::hidden).forEach(notes);
      return partial.stream().map(asking::hidden).toList();
    } catch (IOException e) {
      throw unavailable(request, HttpFaults.ofBreak(e), e);
    } finally {
      turns.release();
    }
  }

  private void awaitTurn(QueryRequest request) throws SourceUnavailable {
    try {
      if (!turns.tryAcquire(options.callTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw unavailable(request, "is still busy with earlier queries; try again later", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(request, "was not asked, as this run was stopped; run it again", e);
    }
  }

  private SourceUnavailable unavailable(
      QueryRequest request, String what, @Nullable Exception cause) {
    String query = Shortened.text(request.promql(), 200);
    String message = name() + " " + what + " (query: " + query + ")";
    return cause instanceof IOException broken && HttpFaults.isTooLarge(broken)
        ? new QueryTooLarge(message, cause)
        : new SourceUnavailable(message, cause);
  }

  @Override
  public void close() {
    asking.close();
  }

  /** The same as {@link #name}. */
  @Override
  public String toString() {
    return name();
  }

  /** Lets through what was asked for; anything else shows that the answer cannot be trusted. */
  private record WantedSeries(String name, LabelMatchers matchers, ElementReader.Sink into)
      implements ElementReader.Sink {
    @Override
    public void accept(Labels labels, long[] timestamps, double[] values) throws WrongAnswer {
      check(name, matchers, labels);
      into.accept(labels, timestamps, values);
    }

    static void check(String name, LabelMatchers matchers, Labels labels) throws WrongAnswer {
      if (!labels.get(Labels.NAME).equals(name) || !matchers.matches(labels::get)) {
        throw ElementReader.wrong(
            "the series " + Shortened.text(labels.toString(), 200) + ", which nobody asked for");
      }
    }
  }
}
