package org.meshparity.proxyruntime.inproxy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends a proxy's metrics by OTLP over HTTP, the same that are on its page, with OpenTelemetry's
 * own SDK and exporter.
 *
 * <p>It reads on a thread of its own what the page's readers read. A receiver that is down or slow
 * costs an export, which is counted, and never a request.
 */
public final class OtlpExport implements AutoCloseable {

  /** How often metrics are sent, unless told otherwise: as often as they are usually scraped. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(15);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final SdkMeterProvider provider;
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private OtlpExport(InProxyStats stats, URI endpoint, Duration interval) {
    MetricExporter exporter =
        new Counted(
            OtlpHttpMetricExporter.builder()
                .setEndpoint(endpoint.toString())
                .setTimeout(TIMEOUT)
                .build());
    provider =
        SdkMeterProvider.builder()
            .setResource(Resource.create(attributes(stats.settings().node())))
            .registerMetricProducer(new OtlpMetrics(stats))
            .registerMetricReader(
                PeriodicMetricReader.builder(exporter).setInterval(interval).build())
            .build();
  }

  /**
   * Begins to send.
   *
   * @param endpoint of the receiver with its path, such as {@code http://127.0.0.1:4318/v1/metrics}
   * @throws IllegalArgumentException when the endpoint is no HTTP address
   */
  public static OtlpExport start(InProxyStats stats, URI endpoint, Duration interval) {
    return new OtlpExport(stats, endpoint, interval);
  }

  private static Attributes attributes(NodeMetadata node) {
    AttributesBuilder attributes = Attributes.builder();
    put(attributes, "service.name", serviceName(node));
    put(attributes, "service.namespace", node.namespace());
    put(attributes, "service.version", node.label("version"));
    put(attributes, "service.instance.id", node.id());
    put(attributes, "k8s.namespace.name", node.namespace());
    put(attributes, "k8s.pod.name", node.name());
    put(attributes, "k8s.deployment.name", node.workloadName());
    return attributes.build();
  }

  private static String serviceName(NodeMetadata node) {
    String canonical = node.label("service.istio.io/canonical-name");
    return canonical.isEmpty() ? node.workloadName() : canonical;
  }

  private static void put(AttributesBuilder attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }

  /** Sends what there is now, and waits for that, but not for long. */
  public void sendNow() {
    CompletableResultCode unused = provider.forceFlush().join(10, TimeUnit.SECONDS);
  }

  /** How many exports arrived. */
  public long sent() {
    return sent.sum();
  }

  /** How many exports were lost. */
  public long failed() {
    return failed.sum();
  }

  /** Writes how many exports arrived and were lost to a page. */
  public void writeTo(StatsPage page) {
    page.counter("meshparity_otlp_exports_total", "outcome=\"sent\"", sent());
    page.counter("meshparity_otlp_exports_total", "outcome=\"failed\"", failed());
  }

  @Override
  public void close() {
    CompletableResultCode unused = provider.shutdown().join(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** An exporter whose results are counted. */
  private final class Counted implements MetricExporter {

    private final MetricExporter exporter;

    Counted(MetricExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      CompletableResultCode result = exporter.export(metrics);
      return result.whenComplete(() -> (result.isSuccess() ? sent : failed).increment());
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return exporter.getAggregationTemporality(type);
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
