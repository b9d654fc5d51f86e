package org.meshparity.proxyruntime.sidecar;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.inproxy.InProxySettings;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/**
 * One sidecar: whose it is, what it emits, and to whom.
 *
 * @param node the workload it stands beside
 * @param release whose metrics it emits
 * @param telemetry which generators it runs
 * @param stats address of its own page; port 0 takes a free one
 * @param mixer where reports go; null when nothing is reported
 * @param directory from which reports take their workload attributes
 * @param flush how often histograms become visible, more than 0
 * @param faults what is broken on purpose
 * @param security of the connections to other sidecars
 * @param inProxy how its in-proxy generator is configured; of the same node and release
 * @param http how requests are carried
 */
public record SidecarSettings(
    NodeMetadata node,
    IstioRelease release,
    Telemetry telemetry,
    InetSocketAddress stats,
    @Nullable InetSocketAddress mixer,
    WorkloadDirectory directory,
    Duration flush,
    SidecarFaults faults,
    MeshSecurity security,
    InProxySettings inProxy,
    HttpSettings http) {

  /** How often the real proxies flush. */
  public static final Duration DEFAULT_FLUSH = Duration.ofSeconds(5);

  public SidecarSettings {
    if (flush.isNegative() || flush.isZero()) {
      throw new IllegalArgumentException("flush must be more than 0, was " + flush);
    }
    if (telemetry.mixerReports() && mixer == null) {
      throw new IllegalArgumentException("a sidecar that reports must know where Mixer is");
    }
    if (!inProxy.node().equals(node) || !inProxy.release().equals(release)) {
      throw new IllegalArgumentException("inProxy must be of the sidecar's node and release");
    }
  }

  /** A sidecar that talks to others in plain text. */
  public SidecarSettings(
      NodeMetadata node,
      IstioRelease release,
      Telemetry telemetry,
      InetSocketAddress stats,
      @Nullable InetSocketAddress mixer,
      WorkloadDirectory directory,
      Duration flush,
      SidecarFaults faults) {
    this(node, release, telemetry, stats, mixer, directory, flush, faults, MeshSecurity.PLAIN);
  }

  /** A sidecar whose in-proxy generator is as Istio installs it. */
  public SidecarSettings(
      NodeMetadata node,
      IstioRelease release,
      Telemetry telemetry,
      InetSocketAddress stats,
      @Nullable InetSocketAddress mixer,
      WorkloadDirectory directory,
      Duration flush,
      SidecarFaults faults,
      MeshSecurity security) {
    this(
        node,
        release,
        telemetry,
        stats,
        mixer,
        directory,
        flush,
        faults,
        security,
        InProxySettings.of(node, release),
        HttpSettings.DEFAULT);
  }

  /** The same sidecar, with its connections to other sidecars secured. */
  public SidecarSettings withSecurity(MeshSecurity security) {
    return new SidecarSettings(
        node, release, telemetry, stats, mixer, directory, flush, faults, security, inProxy, http);
  }

  /** The same sidecar, with its in-proxy generator configured otherwise. */
  public SidecarSettings withInProxy(InProxySettings inProxy) {
    return new SidecarSettings(
        node, release, telemetry, stats, mixer, directory, flush, faults, security, inProxy, http);
  }

  /** The same sidecar, carrying requests in another way. */
  public SidecarSettings withHttp(HttpSettings http) {
    return new SidecarSettings(
        node, release, telemetry, stats, mixer, directory, flush, faults, security, inProxy, http);
  }
}
