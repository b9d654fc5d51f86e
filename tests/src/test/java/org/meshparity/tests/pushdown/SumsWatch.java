package org.meshparity.tests.pushdown;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** A Prometheus that notes whether its sums alone told what was counted. */
final class SumsWatch implements QuerySource {

  private static final Set<String> OF_TARGETS =
      Set.of("up", "scrape_duration_seconds", "process_start_time_seconds");

  private final PrometheusSource prometheus;
  private volatile boolean summed;
  private volatile boolean sampled;

  SumsWatch(PrometheusSource prometheus) {
    this.prometheus = prometheus;
  }

  /** Whether sums were asked for, and no sample of what is counted. */
  boolean sumsSufficed() {
    return summed && !sampled;
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    summed |= promql.contains("last_over_time(");
    return prometheus.query(promql, atMs, into);
  }

  @Override
  public List<String> ranges(String promql, long after, long until, Consumer<RawSeries> into)
      throws SourceUnavailable {
    return prometheus.ranges(promql, after, until, into);
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long after, long until, Consumer<RawSeries> into)
      throws SourceUnavailable {
    sampled |= !OF_TARGETS.contains(series);
    return prometheus.samples(series, matchers, after, until, into);
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
}
