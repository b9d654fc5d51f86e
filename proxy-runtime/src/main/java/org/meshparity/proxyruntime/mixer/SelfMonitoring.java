package org.meshparity.proxyruntime.mixer;

import io.grpc.Status;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.io.IOException;
import java.util.Collections;

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
  private final Counter calls =
      Counter.build("grpc_io_server_completed_rpcs", "Calls answered, by method and status.")
          .labelNames("grpc_server_method", "grpc_server_status")
          .register(registry);

  SelfMonitoring(double startSeconds) {
    Gauge.build("process_start_time_seconds", "Start time of the process since the Unix epoch.")
        .register(registry)
        .set(startSeconds);
  }

  void received() {
    received.inc();
  }

  void answered(Status status) {
    calls.labels("istio.mixer.v1.Mixer/Report", status.getCode().name()).inc();
  }

  long reportsReceived() {
    return (long) received.get();
  }

  void write(Appendable out) throws IOException {
    new GoExposition(out).write(Collections.list(registry.metricFamilySamples()));
  }
}
