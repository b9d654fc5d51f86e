package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.meshparity.proxyruntime.mesh.MeshSettings.Ports;

class MeshCloseTest {

  @Test
  void nothingIsLeftAfterClosing() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Mesh mesh = Mesh.start(MeshTest.busy());
    List<ScrapeTarget> targets = mesh.targets();
    MeshStatus status = mesh.status();
    await().until(() -> mesh.status().requests() > 50);
    mesh.close();

    assertThat(mesh.status().failures()).isZero();
    for (ScrapeTarget target : targets) {
      assertRefused(URI.create("http://" + target.address()).getPort());
    }
    assertRefused(URI.create(status.gatewayUrl()).getPort());
    assertRefused(URI.create(status.controlUrl()).getPort());
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(ownThreads(before)).isEmpty());
  }

  /** gRPC and the test's own client keep shared threads for a second; those of the mesh must go. */
  private static Set<String> ownThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> !name.startsWith("HttpClient-") && !name.contains("awaitility"))
        .collect(Collectors.toSet());
  }

  private static void assertRefused(int port) {
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .as("port %s", port)
        .isInstanceOf(IOException.class);
  }

  @Test
  void aPortThatIsTakenIsNamedAndNothingStaysBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = new Ports("127.0.0.1", "127.0.0.1", 0, taken.getLocalPort(), 0);

      assertThatThrownBy(() -> Mesh.start(MeshTest.busy().withPorts(ports)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on")
          .hasMessageContaining(":" + taken.getLocalPort());
    }
  }
}
