package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.sidecar.Mtls;

class MeshTcpTest {

  private static MeshSettings withTcp() {
    return MeshTest.busy().withRate(5).withTcp(true);
  }

  @Test
  void mixerHearsOfTheStoreFromBothOfItsSides() throws Exception {
    try (Mesh mesh = Mesh.start(withTcp().withMtls(Mtls.STRICT))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  count(mesh, "closed", "source") > 0 && count(mesh, "closed", "destination") > 0);
      mesh.drain();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> count(mesh, "opened", "source") == count(mesh, "closed", "destination"));
      assertThat(mesh.targets())
          .extracting(ScrapeTarget::labels)
          .anySatisfy(labels -> assertThat(labels).containsEntry("app", "mongodb"));
    }
  }

  private static double count(Mesh mesh, String event, String reporter) throws Exception {
    return Exposition.read(mesh.targets(), "istio-mesh")
        .sums(
            "istio_tcp_connections_" + event + "_total",
            labels ->
                reporter.equals(labels.get("reporter"))
                    && "mongodb-v1".equals(labels.get("destination_workload")))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
