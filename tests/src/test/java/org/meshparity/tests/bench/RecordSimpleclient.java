package org.meshparity.tests.bench;

import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The same four metrics through simpleclient, its children looked up for every request. */
@State(Scope.Benchmark)
public class RecordSimpleclient {

  private final Counter requests =
      Counter.build("istio_requests_total", "-").labelNames(LabelValues.NAMES).create();
  private final Histogram duration = histogram("istio_request_duration_milliseconds");
  private final Histogram requestBytes = histogram("istio_request_bytes");
  private final Histogram responseBytes = histogram("istio_response_bytes");

  private static Histogram histogram(String name) {
    return Histogram.build(name, "-")
        .labelNames(LabelValues.NAMES)
        .buckets(LabelValues.BOUNDS)
        .create();
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
    requests.labels(labels).inc();
    duration.labels(labels).observe(traffic.durationNanos(request) / 1_000_000);
    requestBytes.labels(labels).observe(412);
    responseBytes.labels(labels).observe(traffic.size(request) + 173);
  }
}
