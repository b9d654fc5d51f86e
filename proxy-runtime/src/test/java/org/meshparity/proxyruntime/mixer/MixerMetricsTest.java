package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.attribute.AttributeBag;

class MixerMetricsTest {

  private static final Duration EXPIRY = Duration.ofMinutes(10);

  private final AtomicLong clock = new AtomicLong();
  private final MixerMetrics metrics =
      new MixerMetrics(DefaultConfiguration.of(IstioRelease.V1_5), clock::get);

  @Test
  void anIdleSeriesIsDeletedAndRestartsAtZero() throws IOException {
    metrics.record(request("reviews-v1"));
    metrics.record(request("reviews-v1"));
    pass(EXPIRY);
    assertThat(page()).isEmpty();

    metrics.record(request("reviews-v1"));
    assertThat(page()).containsPattern("istio_requests_total\\{.*} 1\n");
  }

  @Test
  void aSeriesIsKeptWhileReportsTouchIt() throws IOException {
    metrics.record(request("reviews-v1"));
    pass(EXPIRY.minusNanos(1));
    metrics.record(request("reviews-v1"));
    pass(EXPIRY.minusNanos(1));

    assertThat(page()).containsPattern("istio_requests_total\\{.*} 2\n");
  }

  @Test
  void boundsAreWrittenAsGoWritesThem() throws IOException {
    metrics.record(request("reviews-v1"));

    assertThat(page()).contains("le=\"0.005\"}", "le=\"100000\"}", "le=\"1e+06\"}", "le=\"+Inf\"}");
    assertThat(page()).doesNotContain("_created", "le=\"1.0\"");
  }

  @Test
  void from15OnTheGrpcStatusReplacesThePermissiveLabels() throws IOException {
    metrics.record(request("reviews-v1"));

    assertThat(page()).contains("grpc_response_status=\"\"").doesNotContain("permissive");
  }

  @Test
  void probesAndScrapesAreNotCounted() throws IOException {
    for (String agent : new String[] {"kube-probe/1.14", "Prometheus/2.8.0"}) {
      metrics.record(
          AttributeBag.builder()
              .putAll(request("reviews-v1"))
              .text("request.useragent", agent)
              .build());
    }

    assertThat(page()).isEmpty();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
    metrics.expire(EXPIRY);
  }

  private String page() throws IOException {
    StringBuilder page = new StringBuilder();
    metrics.write(page);
    return page.toString();
  }

  private static AttributeBag request(String workload) {
    return AttributeBag.builder()
        .text("context.protocol", "http")
        .text("destination.workload.name", workload)
        .whole("response.code", 200)
        .build();
  }
}
