package org.meshparity.proxyruntime.sidecar;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.mixer.Mixer;
import org.meshparity.proxyruntime.mixer.MixerSettings;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;

/** Sidecars that know each other's workloads, and the Mixer to which they report. */
final class TestMesh implements AutoCloseable {

  private final Network network = new Network(1);
  private final Map<String, NodeMetadata> pods = new HashMap<>();
  private final WorkloadDirectory directory = uid -> Optional.ofNullable(pods.get(uid));
  private final Mixer mixer;

  TestMesh(NodeMetadata... all) throws IOException {
    mixer = Mixer.start(MixerSettings.defaults().withFreePorts());
    for (NodeMetadata pod : all) {
      pods.put(WorkloadDirectory.uid(pod), pod);
    }
  }

  /** A workload of an app's first version. */
  static NodeMetadata node(String app) {
    return new NodeMetadata(
        app + "-id",
        app + "-pod",
        "default",
        app + "-v1",
        "",
        "bookinfo-" + app,
        Map.of("app", app, "version", "v1"));
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** One that talks to others in plain text. */
  Sidecar sidecar(NodeMetadata node, String release) throws IOException {
    return Sidecar.start(settings(node, release), network);
  }

  /** One that wants to know who others are. */
  Sidecar sidecar(NodeMetadata node, String release, MeshCa ca) throws IOException {
    return Sidecar.start(
        settings(node, release)
            .withSecurity(StrictSecurity.of(node, ca, "cluster.local", directory)),
        network);
  }

  private SidecarSettings settings(NodeMetadata node, String release) {
    return new SidecarSettings(
        node,
        IstioRelease.parse(release),
        Telemetry.BOTH,
        loopback(0),
        loopback(mixer.grpcPort()),
        directory,
        Duration.ofMillis(50),
        SidecarFaults.NONE);
  }

  /** Mixer's first series of a name as a line; empty while there is none. */
  String series(String name, String reporter) throws IOException {
    return read("http://127.0.0.1:" + mixer.metricsPort() + "/metrics")
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> line.contains("reporter=\"" + reporter + "\""))
        .findFirst()
        .orElse("");
  }

  /** What a sidecar shows of itself. */
  static String page(Sidecar sidecar) throws IOException {
    return read("http://127.0.0.1:" + sidecar.statsPort() + Sidecar.STATS_PATH);
  }

  private static String read(String url) throws IOException {
    try (InputStream in = URI.create(url).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The sidecars must be closed already. */
  @Override
  public void close() {
    mixer.close();
    network.close();
  }
}
