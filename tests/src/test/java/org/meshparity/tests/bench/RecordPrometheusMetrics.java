package org.meshparity.tests.bench;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The same four metrics through prometheus-metrics, its data points looked up for every request.
 */
@State(Scope.Benchmark)
public class RecordPrometheusMetrics {

  private final Counter requests =
      Counter.builder().name("istio_requests_total").labelNames(LabelValues.NAMES).build();
  private final Histogram duration = histogram("istio_request_duration_milliseconds");
  private final Histogram requestBytes = histogram("istio_request_bytes");
  private final Histogram responseBytes = histogram("istio_response_bytes");

  private static Histogram histogram(String name) {
    return Histogram.builder()
        .name(name)
        .labelNames(LabelValues.NAMES)
        .classicOnly()
        .classicUpperBounds(LabelValues.BOUNDS)
        .build();
  }

  @Benchmark
  public void sameStrings(Traffic traffic, LabelValues values, Traffic.Cursor cursor) {
    int request = cursor.next();
    record(traffic, request, values.same(request));
  }

  @Benchmark
  public void freshStrings(Traffic traffic, LabelValues values, Traffic.Cursor cursor) {
    int request = cursor.next();
    record(traffic, request, values.fresh(request));
  }

  private void record(Traffic traffic, int request, String[] labels) {
    requests.labelValues(labels).inc();
    duration.labelValues(labels).observe(traffic.durationNanos(request) / 1_000_000);
    requestBytes.labelValues(labels).observe(412);
    responseBytes.labelValues(labels).observe(traffic.size(request) + 173);
  }
}
