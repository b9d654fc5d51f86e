package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ReportRequests;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;

class ReportIntakeTest {

  private static final Duration EXPIRY = Duration.ofMinutes(10);

  private final AtomicLong clock = new AtomicLong();
  private final ReportIntake intake =
      new ReportIntake(
          MixerConfiguration.of(IstioRelease.V1_5), PodDirectory.none(), 1_000, clock::get);

  @Test
  void anIdleSeriesIsDeletedAndRestartsAtZero() throws IOException {
    record(request("reviews-v1"));
    record(request("reviews-v1"));
    pass(EXPIRY);
    assertThat(page()).isEmpty();

    record(request("reviews-v1"));
    assertThat(page()).containsPattern("istio_requests_total\\{.*} 1\n");
  }

  @Test
  void aSeriesThatExpiresWhileItsPageIsReadNeverShowsZero() throws IOException {
    record(request("reviews-v1"));
    var begun = Collections.list(intake.registry().metricFamilySamples());
    pass(EXPIRY);

    StringBuilder page = new StringBuilder();
    new GoExposition(page).write(begun);
    assertThat(page.toString()).containsPattern("istio_requests_total\\{.*} 1\n");
    assertThat(page()).isEmpty();
  }

  @Test
  void aSeriesIsKeptWhileReportsTouchIt() throws IOException {
    record(request("reviews-v1"));
    pass(EXPIRY.minusNanos(1));
    record(request("reviews-v1"));
    pass(EXPIRY.minusNanos(1));

    assertThat(page()).containsPattern("istio_requests_total\\{.*} 2\n");
  }

  @Test
  void boundsAreWrittenAsGoWritesThem() throws IOException {
    record(request("reviews-v1"));

    assertThat(page()).contains("le=\"0.005\"}", "le=\"100000\"}", "le=\"1e+06\"}", "le=\"+Inf\"}");
    assertThat(page()).doesNotContain("_created", "le=\"1.0\"");
  }

  @Test
  void from15OnTheGrpcStatusReplacesThePermissiveLabels() throws IOException {
    record(request("reviews-v1"));

    assertThat(page()).contains("grpc_response_status=\"\"").doesNotContain("permissive");
  }

  @Test
  void probesAndScrapesAreNotCounted() throws IOException {
    for (String agent : new String[] {"kube-probe/1.14", "Prometheus/2.8.0"}) {
      record(
          AttributeBag.builder()
              .putAll(request("reviews-v1"))
              .text("request.useragent", agent)
              .build());
    }

    assertThat(page()).isEmpty();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
    intake.expire();
  }

  private String page() throws IOException {
    StringBuilder page = new StringBuilder();
    intake.write(page);
    return page.toString();
  }

  private void record(AttributeBag bag) {
    Receipt receipt = intake.take(ReportRequests.of(List.of(bag)).toByteArray());
    assertThat(receipt).isEqualTo(new Receipt(Receipt.Outcome.TAKEN, 1, 0, ""));
  }

  private static AttributeBag request(String workload) {
    return AttributeBag.builder()
        .text("context.protocol", "http")
        .text("destination.workload.name", workload)
        .whole("response.code", 200)
        .build();
  }
}
