package org.meshparity.tests.pushdown;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.source.ForwardingServer;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.SampleSource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.rules.LabelMatchers;

/** A Prometheus that notes whether its sums alone told what was counted. */
final class SumsWatch extends ForwardingServer {

  private static final Set<String> OF_TARGETS =
      Set.of("up", "scrape_duration_seconds", "process_start_time_seconds");

  private volatile boolean summed;
  private volatile boolean sampled;

  SumsWatch(PrometheusSource prometheus) {
    super(prometheus);
  }

  /** Whether sums were asked for, and no sample of what is counted. */
  boolean sumsSufficed() {
    return summed && !sampled;
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    summed |= promql.contains("last_over_time(");
    return super.query(promql, atMs, into);
  }

  @Override
  public List<String> sums(String promql, long atMs, Sums into) throws SourceUnavailable {
    summed |= promql.contains("last_over_time(");
    return super.sums(promql, atMs, into);
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
      throws SourceUnavailable {
    sampled |= !OF_TARGETS.contains(series);
    return super.samples(series, matchers, after, until, into);
  }

  /** It remembers by itself, and nobody reads the remarks here. */
  @Override
  protected SampleSource over(SampleSource noting) {
    return this;
  }
}
