package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.mixer.Mixer;
import org.meshparity.proxyruntime.mixer.MixerSettings;

class ReportLossTest {

  private static final String PREFIX = "envoy_http_mixer_filter_total_";

  @Test
  void lostReportsAreMissingInMixerAndCountedByTheSidecars() throws Exception {
    try (Mesh mesh = Mesh.start(MeshTest.busy().withFaults(List.of("lose-reports=50%")))) {
      MeshTest.drained(mesh, 250);
      await().atMost(Duration.ofSeconds(10)).until(() -> allAnswered(mesh));
      Exposition proxies = Exposition.read(mesh.targets(), "envoy-stats");
      double calls = proxies.sum(PREFIX + "remote_report_calls");
      double lost = proxies.sum(PREFIX + "remote_report_send_errors");
      double told = Exposition.read(mesh.targets(), "istio-mesh").sum("istio_requests_total");

      assertThat(lost).isBetween(0.3 * calls, 0.6 * calls);
      assertThat(proxies.sum(PREFIX + "report_calls"))
          .isEqualTo(proxies.sum("istio_requests_total"));
      assertThat(told).isPositive().isLessThan(0.8 * proxies.sum("istio_requests_total"));
    }
  }

  private static boolean allAnswered(Mesh mesh) throws Exception {
    Exposition proxies = Exposition.read(mesh.targets(), "envoy-stats");
    return proxies.sum(PREFIX + "remote_report_calls")
        == proxies.sum(PREFIX + "remote_report_successes")
            + proxies.sum(PREFIX + "remote_report_send_errors");
  }

  @Test
  void aMixerThatIsNotThereCostsReportsButNoRequests() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    MeshSettings settings = MeshTest.busy().withMixer(new InetSocketAddress("127.0.0.1", nobody));
    try (Mesh mesh = Mesh.start(settings)) {
      Exposition proxies = MeshTest.drained(mesh, 60);

      assertThat(mesh.status().failures()).isZero();
      assertThat(mesh.targets()).extracting(ScrapeTarget::job).containsOnly("envoy-stats");
      assertThat(proxies.sum("istio_requests_total")).isGreaterThan(120);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  Exposition.read(mesh.targets(), "envoy-stats")
                          .sum(PREFIX + "remote_report_send_errors")
                      > 0);
    }
  }

  @Test
  void aMixerIsFoundByItsNameBeforeAnyReportIsLost() throws Exception {
    try (Mixer mixer = Mixer.start(MixerSettings.defaults().withFreePorts());
        Mesh mesh =
            Mesh.start(
                MeshTest.busy()
                    .withMixer(
                        InetSocketAddress.createUnresolved("localhost", mixer.grpcPort())))) {
      double reports = MeshTest.drained(mesh, 30).sum(PREFIX + "report_calls");

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(mixer.reportsReceived()).isEqualTo((long) reports));
    }
  }
}
