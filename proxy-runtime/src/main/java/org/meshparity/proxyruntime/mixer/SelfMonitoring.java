package org.meshparity.proxyruntime.mixer;

import io.grpc.Status;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;

/**
 * What Mixer says about itself, on a port of its own.
 *
 * <p>Here, and not beside the mesh's metrics, is the time it started: whoever scrapes only the
 * metrics port learns of a restart from falling counters alone.
 */
final class SelfMonitoring {

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Counter received =
      Counter.build("mixer_reports_received_total", "Attribute bags received in reports.")
          .register(registry);
  private final Counter lost =
      Counter.build("mixer_reports_lost_total", "Attribute bags not recorded, by reason.")
          .labelNames("reason")
          .register(registry);
  private final Counter throttled =
      Counter.build(
              "mixer_loadshedding_requests_throttled_total",
              "Calls beyond a limit, refused if limits are enforced.")
          .register(registry);
  private final Counter calls =
      Counter.build("grpc_io_server_completed_rpcs", "Calls answered, by method and status.")
          .labelNames("grpc_server_method", "grpc_server_status")
          .register(registry);
  private final Counter.Child overloaded = lost.labels("overload");
  private final Counter.Child failed = lost.labels("failure");

  SelfMonitoring(double startSeconds, SeriesLimit limit) {
    Gauge.build("process_start_time_seconds", "Start time of the process since the Unix epoch.")
        .register(registry)
        .set(startSeconds);
    registry.register(new Rows(limit));
  }

  void received(Receipt receipt) {
    received.inc(receipt.bags());
    if (receipt.lost() > 0) {
      boolean overload = receipt.outcome() == Receipt.Outcome.OVERLOADED;
      (overload ? overloaded : failed).inc(receipt.lost());
    }
  }

  void throttled() {
    throttled.inc();
  }

  void answered(Status.Code status) {
    calls.labels("istio.mixer.v1.Mixer/Report", status.name()).inc();
  }

  long reportsReceived() {
    return (long) received.get();
  }

  CollectorRegistry registry() {
    return registry;
  }

  /** How many sets of labels there are, and how many there was no room for. */
  private static final class Rows extends Collector {
    private final SeriesLimit limit;

    Rows(SeriesLimit limit) {
      this.limit = limit;
    }

    @Override
    public List<MetricFamilySamples> collect() {
      return List.of(
          new GaugeMetricFamily("mixer_label_sets", "Sets of labels now.", limit.taken()),
          new CounterMetricFamily(
              "mixer_label_sets_refused_total",
              "Records refused for want of room for another set of labels.",
              limit.refused()));
    }
  }
}
