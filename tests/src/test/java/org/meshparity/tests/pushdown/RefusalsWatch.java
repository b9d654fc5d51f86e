package org.meshparity.tests.pushdown;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawHistograms;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.QueryTooLarge;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** A Prometheus of which is noted how often it was asked, and how often that was too much. */
final class RefusalsWatch implements QuerySource {

  private final PrometheusSource prometheus;
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();

  RefusalsWatch(PrometheusSource prometheus) {
    this.prometheus = prometheus;
  }

  int queries() {
    return queries.get();
  }

  int refusals() {
    return refusals.get();
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    return noted(() -> prometheus.query(promql, atMs, into));
  }

  @Override
  public List<String> ranges(String promql, long after, long until, Consumer<RawSeries> into)
      throws SourceUnavailable {
    return noted(() -> prometheus.ranges(promql, after, until, into));
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
      throws SourceUnavailable {
    return noted(() -> prometheus.samples(series, matchers, after, until, into));
  }

  @Override
  public boolean knowsNativeHistograms() {
    return prometheus.knowsNativeHistograms();
  }

  @Override
  public List<String> histograms(
      String series, LabelMatchers matchers, long after, long until, Consumer<RawHistograms> into)
      throws SourceUnavailable {
    return noted(() -> prometheus.histograms(series, matchers, after, until, into));
  }

  private List<String> noted(Asking asking) throws SourceUnavailable {
    queries.incrementAndGet();
    try {
      return asking.ask();
    } catch (QueryTooLarge tooLarge) {
      refusals.incrementAndGet();
      throw tooLarge;
    }
  }

  @Override
  public String name() {
    return prometheus.name();
  }

  @Override
  public StampErrors stamps() {
    return prometheus.stamps();
  }

  @Override
  public void close() {
    prometheus.close();
  }

  /** One query. */
  private interface Asking {
    List<String> ask() throws SourceUnavailable;
  }
}
