package org.meshparity.proxyruntime.sidecar;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/** One sidecar before one endpoint, and a caller that speaks to it in plain bytes. */
final class TestProxy implements AutoCloseable {

  static final Service SERVICE = new Service("ratings", "default", 9080);
  static final HttpSettings.Timeouts PATIENT =
      new HttpSettings.Timeouts(
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20));

  private final Network network;
  private final Sidecar sidecar;
  private final int port;

  private TestProxy(Network network, Sidecar sidecar, int port) {
    this.network = network;
    this.sidecar = sidecar;
    this.port = port;
  }

  static TestProxy inbound(InetSocketAddress endpoint) throws IOException {
    return inbound(endpoint, HttpSettings.DEFAULT.withTimeouts(PATIENT));
  }

  static TestProxy inbound(InetSocketAddress endpoint, HttpSettings http) throws IOException {
    Destination itself = Destination.inbound(SERVICE, endpoint, "kubernetes://r.default");
    return inbound(host -> itself, http);
  }

  static TestProxy inbound(Router router, HttpSettings http) throws IOException {
    Network network = new Network(1);
    Sidecar sidecar = Sidecar.start(settings("ratings").withHttp(http), network);
    return new TestProxy(network, sidecar, sidecar.listenInbound(router));
  }

  static SidecarSettings settings(String app) {
    NodeMetadata node =
        new NodeMetadata(
            app, app + "-pod", "default", app + "-v1", "", "", Map.of("app", app, "version", "v1"));
    return new SidecarSettings(
        node,
        IstioRelease.V1_5,
        new Telemetry(false, true, true),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        null,
        uid -> Optional.empty(),
        Duration.ofMillis(50),
        SidecarFaults.NONE);
  }

  /** A port on which nothing listens. */
  static InetSocketAddress nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }

  Sidecar sidecar() {
    return sidecar;
  }

  int port() {
    return port;
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Sends these bytes and reads until the connection is closed. */
  String ask(String request) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Reads up to and with this text. */
  static String readUntil(Socket socket, String end) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended before \"" + end + "\", after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  String page() throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + sidecar.statsPort() + Sidecar.STATS_PATH);
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void awaitPage(String text) {
    await().atMost(Duration.ofSeconds(10)).until(() -> page().contains(text));
  }

  /** Until nothing is under way and nobody is connected. */
  void awaitQuiet() {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> sidecar.activity().requests() == 0 && sidecar.activity().callers() == 0);
  }

  @Override
  public void close() {
    sidecar.close();
    network.close();
  }
}
