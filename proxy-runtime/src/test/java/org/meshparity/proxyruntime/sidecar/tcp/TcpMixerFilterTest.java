package org.meshparity.proxyruntime.sidecar.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.proxyruntime.Leaks;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.AttributeValue;

/** What Mixer is told of a connection, as its own test has it: 191 bytes, then silence. */
@Timeout(60)
class TcpMixerFilterTest {

  private final TcpMesh mesh = new TcpMesh();
  private final BlockingQueue<AttributeBag> reports = new LinkedBlockingQueue<>();
  private Application application;

  @BeforeEach
  void start() throws IOException {
    application = new Application(socket -> socket.getInputStream().readAllBytes());
  }

  @AfterAll
  static void nothingIsForgotten() {
    assertThat(Leaks.found()).isEmpty();
  }

  @AfterEach
  void stop() throws IOException {
    mesh.close();
    application.close();
  }

  private TcpMixerFilter.Reports reports(boolean checks) {
    AttributeBag configured =
        AttributeBag.builder().text("context.reporter.kind", "inbound").build();
    return new TcpMixerFilter.Reports(
        configured, "kubernetes://p.d", Duration.ofMillis(1), checks, reports::add);
  }

  @Test
  void withChecksTheFirstBytesAreToldTwice() throws Exception {
    List<AttributeBag> told = sendOnceAndWait(true);

    assertThat(told)
        .extracting(bag -> text(bag, "connection.event"))
        .containsExactly("open", "continue", "close");
    assertThat(told)
        .extracting(bag -> whole(bag, "connection.received.bytes"))
        .containsExactly(191L, 191L, 0L);
    assertThat(told)
        .extracting(bag -> whole(bag, "connection.received.bytes_total"))
        .containsExactly(191L, 191L, 191L);
  }

  @Test
  void withoutChecksTheyAreToldOnce() throws Exception {
    List<AttributeBag> told = sendOnceAndWait(false);

    assertThat(told)
        .extracting(bag -> whole(bag, "connection.received.bytes"))
        .containsExactly(0L, 191L, 0L);
    assertThat(told)
        .extracting(bag -> whole(bag, "connection.received.bytes_total"))
        .containsExactly(0L, 191L, 191L);
  }

  @Test
  void whatTheHandshakeProvedIsInboundOnlyAndWithoutItsScheme() throws Exception {
    mesh.client.filters = List.of(TcpMixerFilter.to(reports(false)));
    mesh.server.filters = List.of();
    assertThat(send(1)).noneMatch(bag -> bag.values().containsKey("source.principal"));

    mesh.client.filters = List.of();
    mesh.server.filters = List.of(TcpMixerFilter.to(reports(false)));
    for (AttributeBag bag : send(1)) {
      assertThat(text(bag, "source.principal")).isEqualTo("cluster.local/ns/default/sa/client");
      assertThat(text(bag, "destination.principal"))
          .isEqualTo("cluster.local/ns/default/sa/server");
      assertThat(bag.get("connection.mtls")).isEqualTo(new AttributeValue.Flag(true));
      assertThat(bag.get("source.ip"))
          .isEqualTo(new AttributeValue.Raw(ByteString.copyFrom(new byte[] {127, 0, 0, 1})));
      assertThat(text(bag, "connection.id")).startsWith("kubernetes://p.d-");
      assertThat(bag.values()).doesNotContainKey("context.proxy_error_code");
    }
  }

  @Test
  void aCallerThatSaysNothingLeavesAClosingReportAlone() throws Exception {
    mesh.server.filters = List.of(TcpMixerFilter.to(reports(false)));
    int entry = mesh.lead(mesh.serve(application.port()));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      org.awaitility.Awaitility.await().until(() -> application.accepted() == 1);
      assertThat(socket.isConnected()).isTrue();
    }
    AttributeBag only = reports.poll(10, TimeUnit.SECONDS);
    assertThat(text(only, "connection.event")).isEqualTo("close");
    assertThat(only.values()).containsKey("connection.duration");
    assertThat(reports).isEmpty();
  }

  private List<AttributeBag> sendOnceAndWait(boolean checks) throws Exception {
    mesh.server.filters = List.of(TcpMixerFilter.to(reports(checks)));
    int entry = mesh.lead(mesh.serve(application.port()));
    AttributeBag open;
    AttributeBag between;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      socket.getOutputStream().write(new byte[191]);
      open = reports.poll(10, TimeUnit.SECONDS);
      between = reports.poll(10, TimeUnit.SECONDS);
    }
    return List.of(open, between, reports.poll(10, TimeUnit.SECONDS));
  }

  private List<AttributeBag> send(int bytes) throws Exception {
    reports.clear();
    int entry = mesh.lead(mesh.serve(application.port()));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), entry)) {
      socket.getOutputStream().write(new byte[bytes]);
    }
    return List.of(reports.poll(10, TimeUnit.SECONDS), reports.poll(10, TimeUnit.SECONDS));
  }

  private static String text(AttributeBag bag, String name) {
    return ((AttributeValue.Text) bag.get(name)).value();
  }

  private static long whole(AttributeBag bag, String name) {
    return ((AttributeValue.Whole) bag.get(name)).value();
  }
}
