package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.IstioRelease;

class TcpRecorderTest {

  private static final NodeMetadata NODE =
      new NodeMetadata("server", "pod", "default", "ratings-v1", "", "", Map.of("app", "ratings"));
  private static final NodeMetadata PEER =
      new NodeMetadata("client", "pod", "default", "productpage-v1", "", "", Map.of());

  @Test
  void whatIsCountedBeforeTheEndIsToldInParts() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    TcpRecorder recorder = stats.tcp(new TestConnection());
    recorder.received(6);
    recorder.sent(12);
    recorder.report();
    recorder.received(1);
    recorder.closed();
    recorder.closed();

    assertThat(value(stats, "istio_tcp_received_bytes_total")).isEqualTo(7);
    assertThat(value(stats, "istio_tcp_sent_bytes_total")).isEqualTo(12);
    assertThat(value(stats, "istio_tcp_connections_opened_total")).isEqualTo(1);
    assertThat(value(stats, "istio_tcp_connections_closed_total")).isEqualTo(1);
  }

  @Test
  void nothingIsToldWhileThePeerIsAwaited() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    TestConnection connection = new TestConnection();
    connection.awaitsPeer = true;
    TcpRecorder recorder = stats.tcp(connection);
    recorder.received(6);
    recorder.report();
    assertThat(Pages.named(stats, "istio_tcp_received_bytes_total")).isEmpty();

    connection.peer = PEER;
    recorder.report();
    assertThat(Pages.named(stats, "istio_tcp_received_bytes_total"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.labels()).containsEntry("source_workload", "productpage-v1");
              assertThat(sample.value()).isEqualTo(6);
            });
  }

  @Test
  void aConnectionThatFailedIsToldOnlyFrom152On() {
    for (String release : new String[] {"1.5.1", "1.5.2"}) {
      InProxyStats stats = new InProxyStats(IstioRelease.parse(release), NODE);
      TestConnection connection = new TestConnection();
      connection.awaitsPeer = true;
      connection.flags = "UH";
      connection.cluster = "BlackHoleCluster";
      stats.tcp(connection).closed();

      assertThat(Pages.named(stats, "istio_tcp_connections_opened_total"))
          .hasSize(release.equals("1.5.2") ? 1 : 0);
    }
  }

  @Test
  void tcpHas21LabelsAndNoneOfAResponse() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    stats.tcp(new TestConnection()).closed();

    assertThat(Pages.named(stats, "istio_tcp_connections_opened_total").get(0).labels())
        .hasSize(21)
        .containsEntry("request_protocol", "tcp")
        .containsEntry("connection_security_policy", "mutual_tls")
        .containsEntry("destination_service_name", "server")
        .doesNotContainKeys("response_code", "grpc_response_status");
  }

  @Test
  void tcpNeverTakesTheHostThatWasAskedFor() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_6, NODE);
    TestConnection connection = new TestConnection();
    connection.cluster = "server";
    stats.tcp(connection).closed();

    assertThat(Pages.named(stats, "istio_tcp_connections_opened_total").get(0).labels())
        .containsEntry("destination_service", "unknown")
        .containsEntry("destination_service_name", "unknown");
  }

  @Test
  void before15ThereIsNoTcp() {
    InProxyStats stats = new InProxyStats(IstioRelease.V1_4, NODE);
    stats.tcp(new TestConnection()).closed();

    assertThat(Pages.text(stats)).doesNotContain("istio_tcp");
  }

  @Test
  void from18OnNothingIsNotRecorded() {
    InProxyStats before = new InProxyStats(IstioRelease.parse("1.7"), NODE);
    InProxyStats now = new InProxyStats(IstioRelease.V1_8, NODE);
    before.tcp(new TestConnection()).report();
    now.tcp(new TestConnection()).report();

    assertThat(value(before, "istio_tcp_sent_bytes_total")).isZero();
    assertThat(Pages.named(now, "istio_tcp_sent_bytes_total")).isEmpty();
    assertThat(value(now, "istio_tcp_connections_opened_total")).isOne();
  }

  private static double value(InProxyStats stats, String name) {
    return Pages.named(stats, name).get(0).value();
  }
}
