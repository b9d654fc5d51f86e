package org.meshparity.proxyruntime.sidecar.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.meshparity.proxyruntime.Leaks;

/** A caller, two proxies and an application, over real sockets and real handshakes. */
@Timeout(60)
class TcpRelayTest {

  private final TcpMesh mesh = new TcpMesh();
  private Application application;

  @AfterAll
  static void nothingIsForgotten() {
    assertThat(Leaks.found()).isEmpty();
  }

  @AfterEach
  void stop() throws IOException {
    mesh.close();
    if (application != null) {
      application.close();
    }
  }

  private int start(Application served) {
    application = served;
    return mesh.lead(mesh.serve(served.port()));
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void theEndOfOneDirectionIsPassedOnAndTheOtherGoesOn() throws Exception {
    int entry =
        start(
            new Application(
                socket -> {
                  String asked = all(socket); // only the caller's end lets this go on
                  send(socket, "hello " + asked);
                }));
    try (Socket socket = connect(entry)) {
      send(socket, "world\n");
      socket.shutdownOutput();
      assertThat(all(socket)).isEqualTo("hello world\n");
    }
    assertThat(mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(mesh.client.recorded.received).hasValue(6);
    assertThat(mesh.client.recorded.sent).hasValue(12);
    assertThat(mesh.server.recorded.received).hasValue(6);
    assertThat(mesh.server.recorded.sent).hasValue(12);
  }

  @Test
  void theApplicationsEndIsPassedOnWhileTheCallerGoesOn() throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    int entry =
        start(
            new Application(
                socket -> {
                  send(socket, "first");
                  socket.shutdownOutput();
                  asked.complete(all(socket));
                }));
    try (Socket socket = connect(entry)) {
      assertThat(all(socket)).isEqualTo("first");
      send(socket, "afterwards");
      socket.shutdownOutput();
      assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("afterwards");
    }
  }

  @Test
  void plainTextBetweenTheProxiesHalfClosesToo() throws Exception {
    mesh.client.tls = null;
    mesh.server.tls = null;
    try (Socket socket = connect(start(Application.echo()))) {
      send(socket, "plain");
      socket.shutdownOutput();
      assertThat(all(socket)).isEqualTo("plain");
    }
  }

  @Test
  void manyBytesPassInBothDirectionsUnchanged() throws Exception {
    byte[] bytes = new byte[8 << 20];
    new Random(1).nextBytes(bytes);
    try (Socket socket = connect(start(Application.echo()))) {
      CompletableFuture<byte[]> echoed = CompletableFuture.supplyAsync(() -> read(socket));
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      assertThat(echoed.get(30, TimeUnit.SECONDS)).isEqualTo(bytes);
    }
    assertThat(mesh.client.recorded.sent).hasValue(bytes.length);
    assertThat(mesh.server.recorded.received).hasValue(bytes.length);
  }

  private static byte[] read(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void whoDoesNotReadStopsWhoSendsToHim() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    AtomicLong read = new AtomicLong();
    int entry =
        start(
            new Application(
                socket -> {
                  awaitOpen(reading);
                  read.set(socket.getInputStream().readAllBytes().length);
                }));
    int total = 64 << 20;
    try (Socket socket = connect(entry)) {
      AtomicLong written = new AtomicLong();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> write(socket, total, written));
      AtomicLong before = new AtomicLong();
      await()
          .pollInterval(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(20))
          .until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
      assertThat(written.get()).isLessThan(total); // the kernels' buffers are full, and ours small
      reading.countDown();
      writing.get(30, TimeUnit.SECONDS);
      socket.shutdownOutput();
      assertThat(all(socket)).isEmpty();
    }
    assertThat(read).hasValue(total);
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Socket socket, int total, AtomicLong written) {
    byte[] chunk = new byte[1 << 16];
    try {
      while (written.get() < total) {
        socket.getOutputStream().write(chunk);
        written.addAndGet(chunk.length);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void anApplicationThatIsGoneIsAFailedConnection() throws Exception {
    int dead;
    try (ServerSocket socket = new ServerSocket(0)) {
      dead = socket.getLocalPort();
    }
    try (Socket socket = connect(mesh.lead(mesh.serve(dead)))) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS).flags()).isEqualTo("UF,URX");
  }

  @Test
  void aProxyThatIsNotOfTheMeshIsAFailedConnection() throws Exception {
    application = Application.echo();
    int entry = mesh.lead(application.port()); // it speaks no TLS at all
    try (Socket socket = connect(entry)) {
      send(socket, "secret");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(mesh.client.recorded.closed.poll(10, TimeUnit.SECONDS).flags()).isEqualTo("UF,URX");
  }

  @Test
  void withoutARouteOrAnEndpointTheFlagSaysWhich() throws Exception {
    int nowhere = mesh.listen(mesh.client.proxy(() -> null));
    int nobody = mesh.listen(mesh.client.proxy(() -> TcpMesh.route("outbound|1||x", null)));
    for (int port : new int[] {nowhere, nobody}) {
      try (Socket socket = connect(port)) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
    assertThat(mesh.client.recorded.closed.poll(10, TimeUnit.SECONDS).flags()).isEqualTo("NR");
    assertThat(mesh.client.recorded.closed.poll(10, TimeUnit.SECONDS).flags()).isEqualTo("UH");
  }

  @Test
  void oneConnectionTooManyIsRefusedAndItsPlaceIsFreeAfterwards() throws Exception {
    mesh.client.settings = TcpSettings.DEFAULT.withMaxConnections(1);
    int entry = start(Application.echo());
    try (Socket first = connect(entry)) {
      send(first, "x");
      assertThat(first.getInputStream().read()).isEqualTo('x');
      try (Socket second = connect(entry)) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(mesh.client.recorded.closed.poll(10, TimeUnit.SECONDS).flags()).isEqualTo("UO");
    }
    assertThat(mesh.client.recorded.closed.poll(10, TimeUnit.SECONDS).flags()).isEqualTo("-");
    await().atMost(Duration.ofSeconds(10)).until(() -> echoes(entry));
  }

  private static boolean echoes(int entry) throws IOException {
    try (Socket socket = connect(entry)) {
      send(socket, "y");
      return socket.getInputStream().read() == 'y';
    }
  }

  @Test
  void aConnectionWithoutAByteForTooLongIsClosed() throws Exception {
    mesh.client.settings = TcpSettings.DEFAULT.withIdle(Duration.ofMillis(300));
    try (Socket socket = connect(start(Application.echo()))) {
      send(socket, "x");
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('x');
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aCallerThatBreaksOffEndsTheApplicationsConnection() throws Exception {
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    int entry =
        start(
            new Application(
                socket -> {
                  socket.getInputStream().read();
                  ended.complete(socket.getInputStream().read());
                }));
    try (Socket socket = connect(entry)) {
      send(socket, "x");
      await().until(() -> mesh.server.recorded.received.get() == 1);
      socket.setSoLinger(true, 0); // a reset, not an end
    }
    assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    assertThat(mesh.client.recorded.closed.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(mesh.server.recorded.closed.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void hundredsOfConnectionsAtOnceAllGetTheirOwnAnswerAndLeaveNothing() throws Exception {
    int entry = start(Application.echo());
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        sockets.add(connect(entry));
      }
      for (int i = 0; i < sockets.size(); i++) {
        send(sockets.get(i), String.format("%04d", i));
      }
      for (int i = 0; i < sockets.size(); i++) {
        assertThat(sockets.get(i).getInputStream().readNBytes(4))
            .asString(StandardCharsets.US_ASCII)
            .isEqualTo(String.format("%04d", i));
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                mesh.client.recorded.closed.size() == 300
                    && mesh.server.recorded.closed.size() == 300);
  }

  @Test
  void anApplicationBehindMutualTlsNeverHearsOfAStranger() throws Exception {
    application = Application.echo();
    int inbound = mesh.serve(application.port());
    try (Socket socket = connect(inbound)) {
      send(socket, "GET / HTTP/1.1\r\n\r\n");
      assertThat(all(socket)).doesNotContain("GET");
    }
    await().until(() -> count(mesh, "envoy_listener_ssl_connection_error") == 1);
    assertThat(application.accepted()).isZero();
    assertThat(mesh.server.recorded.opened).isEmpty();
  }

  private static long count(TcpMesh mesh, String name) {
    java.util.Map<String, Long> values = new java.util.HashMap<>();
    mesh.server.tls.counters(values::put);
    return values.get(name);
  }
}
