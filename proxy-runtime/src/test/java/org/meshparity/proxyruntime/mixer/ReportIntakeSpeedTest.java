package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ReportRequests;
import org.meshparity.proxyruntime.mixer.config.MixerConfiguration;

/** Prints what a report costs here; nothing asserts a time, which is the machine's. */
class ReportIntakeSpeedTest {

  @Test
  void reportsOfABatchAndAloneAreRecordedAlike() throws Exception {
    List<AttributeBag> bags = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      bags.add(bag(i));
    }
    byte[] batch = ReportRequests.of(bags).toByteArray();
    byte[][] alone =
        bags.stream().map(b -> ReportRequests.of(List.of(b)).toByteArray()).toArray(byte[][]::new);
    ReportIntake intake =
        new ReportIntake(
            MixerConfiguration.of(IstioRelease.V1_4), PodDirectory.none(), 1_000, System::nanoTime);
    double together = 0;
    double apart = 0;
    for (int round = 0; round < 20; round++) {
      together = micros(50, () -> intake.take(batch));
      apart = micros(50, () -> takeAll(intake, alone));
    }
    System.out.printf(
        "a report of %d bytes: %.1f us in a batch of 100, %.1f us alone%n",
        alone[0].length, together / 100, apart / 100);

    StringBuilder page = new StringBuilder();
    intake.write(page);
    assertThat(page)
        .containsPattern("istio_requests_total\\{.*destination_workload=\"w3\".*} 20000\n");
  }

  private static void takeAll(ReportIntake intake, byte[][] messages) {
    for (byte[] message : messages) {
      intake.take(message);
    }
  }

  private static double micros(int times, Runnable work) {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return (System.nanoTime() - start) / 1e3 / times;
  }

  private static AttributeBag bag(int i) {
    String path = "/reviews/" + i;
    return AttributeBag.builder()
        .text("context.reporter.kind", "inbound")
        .text("context.reporter.uid", "kubernetes://reviews-v1-7d9f-" + i % 10 + ".default")
        .text("source.uid", "kubernetes://productpage-v1-6c8f-abcde.default")
        .text("source.namespace", "default")
        .text("source.workload.name", "productpage-v1")
        .text("source.workload.namespace", "default")
        .text("source.principal", "cluster.local/ns/default/sa/bookinfo-productpage")
        .textMap("source.labels", Map.of("app", "productpage", "version", "v1"))
        .text("destination.uid", "kubernetes://reviews-v1-7d9f-" + i % 10 + ".default")
        .text("destination.namespace", "default")
        .text("destination.workload.name", "w" + i % 10)
        .text("destination.workload.namespace", "default")
        .text("destination.principal", "cluster.local/ns/default/sa/bookinfo-reviews")
        .textMap("destination.labels", Map.of("app", "reviews", "version", "v1"))
        .text("destination.service.host", "reviews.default.svc.cluster.local")
        .text("destination.service.name", "reviews")
        .text("destination.service.namespace", "default")
        .text("destination.service.uid", "istio://default/services/reviews")
        .raw("destination.ip", new byte[] {10, 0, 0, (byte) i})
        .whole("destination.port", 9080)
        .raw("origin.ip", new byte[] {10, 0, 0, 1})
        .text("context.protocol", "http")
        .text("request.host", "reviews:9080")
        .text("request.method", "GET")
        .text("request.path", path)
        .text("request.url_path", path)
        .text("request.scheme", "http")
        .text("request.useragent", "python-requests/2.18.4")
        .textMap(
            "request.headers",
            Map.of(
                ":authority",
                "reviews:9080",
                ":method",
                "GET",
                ":path",
                path,
                "user-agent",
                "python-requests/2.18.4",
                "x-request-id",
                "5a8c-" + i,
                "x-b3-traceid",
                "80f1" + i))
        .textMap(
            "response.headers",
            Map.of(":status", "200", "content-length", "375", "server", "envoy", "date", "now" + i))
        .moment("request.time", Instant.ofEpochSecond(1_574_000_000, i))
        .moment("response.time", Instant.ofEpochSecond(1_574_000_001, i))
        .whole("request.size", 0)
        .whole("request.total_size", 890)
        .whole("response.size", 375)
        .whole("response.total_size", 540)
        .span("response.duration", Duration.ofMillis(3 + i))
        .whole("response.code", i % 10 == 0 ? 500 : 200)
        .text("context.proxy_error_code", "-")
        .flag("connection.mtls", true)
        .flag("check.cache_hit", false)
        .flag("quota.cache_hit", false)
        .build();
  }
}
