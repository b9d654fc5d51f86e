package org.meshparity.tests.pushdown;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.source.PrometheusSource;
import org.meshparity.comparator.source.QuerySource;
import org.meshparity.comparator.source.SourceUnavailable;
import org.meshparity.comparator.source.StampErrors;
import org.meshparity.rules.LabelMatchers;

/** A Prometheus that notes which groups the guards of the pushdown let pass. */
final class GuardWatch implements QuerySource {

  private final PrometheusSource prometheus;
  private final Set<String> asked = new ConcurrentSkipListSet<>();
  private final Set<String> refused = new ConcurrentSkipListSet<>();

  GuardWatch(PrometheusSource prometheus) {
    this.prometheus = prometheus;
  }

  @Override
  public List<String> query(String promql, long atMs, VectorSink into) throws SourceUnavailable {
    boolean counts = promql.startsWith("count by (");
    boolean guards = promql.contains(" unless (") || promql.contains("instance=~");
    String side = promql.contains("istio-mesh") ? "legacy" : "candidate";
    String series = promql.replaceFirst(".*?(istio_[a-z_]+?)(_bucket|_count|_sum)?\\{.*", "$1");
    return prometheus.query(
        promql,
        atMs,
        (labels, value) -> {
          if (counts) {
            String group = labels.get("world") + " " + labels.get("grp");
            (guards ? refused : asked).add(side + " " + series + " " + group);
          }
          into.accept(labels, value);
        });
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
    return prometheus.samples(series, matchers, after, until, into);
  }

  /** The share of groups, each side apart, that passed all guards. */
  double servedShare() {
    Set<String> served = new TreeSet<>(asked);
    served.removeAll(refused);
    return (double) served.size() / asked.size();
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

  @Override
  public String toString() {
    return String.format(
        "groups of a side served by the server's sums: %.0f %% of %d%n",
        100 * servedShare(), asked.size());
  }
}
