package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A release that has no Mixer. */
class MeshWithoutMixerTest {

  private static final MeshSettings LATEST = MeshTest.busy().withIstioVersion("1.8");

  @Test
  void reportsAreRefusedWithTheWayOut() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mesh.start(LATEST))
        .withMessageContainingAll(
            "Mixer ended with Istio 1.7", "values.telemetry.v1.enabled=false");
  }

  @Test
  void inProxyMetricsAloneNeedNone() throws Exception {
    Installation alone = Installation.of(List.of("values.telemetry.v1.enabled=false"));
    try (Mesh mesh = Mesh.start(LATEST.withInstallation(alone))) {
      assertThat(mesh.targets()).extracting(ScrapeTarget::job).containsOnly("envoy-stats");
      await().until(() -> !requests(mesh).isEmpty());
    }
  }

  private static Map<String, Double> requests(Mesh mesh) throws Exception {
    return Exposition.read(mesh.targets(), "envoy-stats")
        .sums(
            "istio_requests_total",
            labels -> "productpage-v1".equals(labels.get("source_workload")));
  }
}
