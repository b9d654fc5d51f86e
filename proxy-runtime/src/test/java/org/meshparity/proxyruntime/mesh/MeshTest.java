package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeshTest {

  private static final String[] GROUP = {
    "reporter",
    "source_workload",
    "source_workload_namespace",
    "destination_workload",
    "destination_service_name",
    "response_code"
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

  @Test
  void bothSidesCountTheSameInEveryGroup() throws Exception {
    try (Mesh mesh = Mesh.start(busy())) {
      Exposition candidate = drained(mesh, 300);
      awaitMixer(mesh, candidate.sum("istio_requests_total"));
      Exposition legacy = Exposition.read(mesh.targets(), "istio-mesh");

      Map<String, Double> counts = candidate.sums("istio_requests_total", GROUP);
      assertThat(counts).hasSizeGreaterThan(20);
      assertThat(legacy.sums("istio_requests_total", GROUP)).isEqualTo(counts);
      assertThat(legacy.sums("istio_request_duration_seconds_count", GROUP)).isEqualTo(counts);
      assertThat(candidate.sums("istio_request_duration_milliseconds_count", GROUP))
          .isEqualTo(counts);
    }
  }
}
