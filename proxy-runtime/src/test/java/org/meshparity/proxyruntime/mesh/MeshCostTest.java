package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.sidecar.TelemetryMeter.Generator;

class MeshCostTest {

  private static MeshCost after(long requests, MeshSettings settings) throws Exception {
    try (Mesh mesh = Mesh.start(settings.withRate(100))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                MeshCost cost = mesh.cost();
                return cost.candidate().requests() >= requests
                    && (cost.mixerNanos() > 0
                        || !settings.installation().telemetry().mixerReports());
              });
      return mesh.cost();
    }
  }

  @Test
  void bothGeneratorsAreMeasuredWhileTheyWork() throws Exception {
    MeshCost cost = after(1_000, MeshSettings.defaults());

    assertThat(cost.legacy().requests()).isPositive();
    assertThat(cost.legacy().filterNanos() / cost.legacy().requests()).isBetween(100L, 1_000_000L);
    assertThat(cost.candidate().filterNanos() / cost.candidate().requests())
        .isBetween(10L, 1_000_000L);
    assertThat(cost.legacy().wireBytes() / cost.legacy().requests()).isBetween(100L, 5_000L);
    assertThat(cost.candidate().wireBytes() / cost.candidate().requests()).isBetween(100L, 5_000L);
    assertThat(cost.sendingNanos()).isPositive();
  }

  @Test
  void aGeneratorThatIsSwitchedOffCostsNothing() throws Exception {
    MeshSettings onlyV2 =
        MeshSettings.defaults()
            .withInstallation(Installation.of(List.of("values.telemetry.v1.enabled=false")));

    assertThat(after(100, onlyV2).legacy()).isEqualTo(new Generator(0, 0, 0, 0));
  }

  @Test
  void whatItCostBetweenTwoReadingsIsTheirDifference() {
    MeshCost earlier = new MeshCost(new Generator(1, 2, 3, 4), new Generator(5, 6, 7, 8), 9, 10);
    MeshCost later =
        new MeshCost(new Generator(11, 22, 33, 44), new Generator(55, 66, 77, 88), 99, 110);

    assertThat(later.since(earlier))
        .isEqualTo(
            new MeshCost(new Generator(10, 20, 30, 40), new Generator(50, 60, 70, 80), 90, 100));
  }
}
