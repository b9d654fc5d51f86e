package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeshTest {

  /** How many requests the sidecars reported, each of which Mixer must count. */
  static final String REPORTS = "envoy_http_mixer_filter_total_report_calls";

  /** Every label that means the same on both sides of every release. */
  private static final String[] GROUP = {
    "reporter",
    "source_workload",
    "source_workload_namespace",
    "source_app",
    "source_version",
    "source_principal",
    "destination_workload",
    "destination_workload_namespace",
    "destination_app",
    "destination_version",
    "destination_principal",
    "destination_service_namespace",
    "request_protocol",
    "response_code",
    "response_flags"
  };

  static MeshSettings busy() {
    return MeshSettings.defaults()
        .withRate(120)
        .withLatency(LatencyProfile.FAST)
        .withPauses(PauseSchedule.never())
        .withFlush(Duration.ofMillis(200));
  }

  /** Lets so many requests pass, ends the load, and waits until Mixer has counted the last. */
  static Exposition drained(Mesh mesh, int requests) throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> mesh.status().requests() >= requests);
    mesh.drain();
    return Exposition.read(mesh.targets(), "envoy-stats");
  }

  static void awaitMixer(Mesh mesh, double requests) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Exposition.read(mesh.targets(), "istio-mesh").sum("istio_requests_total")
                    >= requests);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "1.4", "1.5", "1.6"})
  void bothSidesCountTheSameInEveryGroupOfEveryRelease(String version) throws Exception {
    try (Mesh mesh = Mesh.start(busy().withIstioVersion(version))) {
      Exposition candidate = drained(mesh, 150);
      awaitMixer(mesh, candidate.sum(REPORTS));
      Exposition legacy = Exposition.read(mesh.targets(), "istio-mesh");

      Map<String, Double> counts = candidate.sums("istio_requests_total", GROUP);
      assertThat(counts).hasSizeGreaterThan(20);
      assertThat(legacy.sums("istio_requests_total", GROUP)).isEqualTo(counts);
      assertThat(legacy.sums("istio_request_duration_seconds_count", GROUP)).isEqualTo(counts);
      assertThat(candidate.sums("istio_request_duration_milliseconds_count", GROUP))
          .isEqualTo(counts);
    }
  }

  @Test
  void sharedBucketsAgreeButWhereTheProxysHistogramCutsShort() throws Exception {
    try (Mesh mesh = Mesh.start(busy())) {
      Exposition candidate = drained(mesh, 300);
      awaitMixer(mesh, candidate.sum(REPORTS));
      Exposition legacy = Exposition.read(mesh.targets(), "istio-mesh");

      for (String milliseconds : List.of("5", "10", "25", "50", "100", "250", "1000")) {
        String seconds =
            Double.toString(Double.parseDouble(milliseconds) / 1000).replace("1.0", "1");
        assertThat(
                candidate.sums(
                    "istio_request_duration_milliseconds_bucket", le(milliseconds), GROUP))
            .as("le=%s ms", milliseconds)
            .isEqualTo(legacy.sums("istio_request_duration_seconds_bucket", le(seconds), GROUP));
      }
      // v1 counts a size on the bound into the bucket, v2 above it.
      assertThat(candidate.sums("istio_request_bytes_bucket", le("10"), GROUP))
          .isNotEqualTo(legacy.sums("istio_request_bytes_bucket", le("10"), GROUP));
    }
  }

  private static Predicate<Map<String, String>> le(String bound) {
    return labels -> bound.equals(labels.get("le"));
  }

  @Test
  void thePagesLookLikeTheRealOnes() throws Exception {
    try (Mesh mesh = Mesh.start(busy())) {
      drained(mesh, 20);
      String proxy = Exposition.get(url(mesh, "envoy-stats"));
      String mixer = Exposition.get(url(mesh, "istio-mesh"));
      String monitoring = Exposition.get(url(mesh, "istio-mixer-monitoring"));

      assertThat(proxy).contains("# TYPE envoy_server_uptime gauge\nenvoy_server_uptime{} ");
      assertThat(mixer.lines().filter(line -> !line.startsWith("#")))
          .allMatch(line -> line.startsWith("istio_"));
      assertThat(monitoring)
          .contains("process_start_time_seconds ", "mixer_reports_received_total ");
    }
  }

  private static String url(Mesh mesh, String job) {
    return mesh.targets().stream()
        .filter(target -> target.job().equals(job))
        .map(target -> "http://" + target.address() + target.metricsPath())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theLoadRestsAsItIsTold() {
    PauseSchedule schedule = new PauseSchedule(Duration.ofSeconds(27), Duration.ofSeconds(13));

    assertThat(schedule.isPause(Duration.ofSeconds(26).toNanos())).isFalse();
    assertThat(schedule.isPause(Duration.ofSeconds(27).toNanos())).isTrue();
    assertThat(schedule.isPause(Duration.ofSeconds(40).toNanos())).isFalse();
    assertThat(schedule.restingFirst().isPause(Duration.ofSeconds(12).toNanos())).isTrue();
    assertThat(schedule.restingFirst().isPause(Duration.ofSeconds(14).toNanos())).isFalse();
    assertThat(PauseSchedule.never().isPause(Duration.ofHours(1).toNanos())).isFalse();
  }
}
