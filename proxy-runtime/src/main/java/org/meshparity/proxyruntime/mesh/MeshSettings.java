package org.meshparity.proxyruntime.mesh;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;
import org.meshparity.proxyruntime.sidecar.Mtls;
import org.meshparity.proxyruntime.sidecar.SidecarSettings;

/**
 * What a mesh in a box is like.
 *
 * @param release whose metrics it emits
 * @param installation which generators run
 * @param load what is asked of it
 * @param faults broken from the start on, each {@code NAME=VALUE}
 * @param mixer where reports go; null for a Mixer of its own
 * @param ports where it listens
 * @param flush how often the proxies' histograms become visible, more than 0
 * @param mtls whether connections between sidecars are secured
 * @param tcp whether ratings are stored behind TCP
 */
public record MeshSettings(
    IstioRelease release,
    Installation installation,
    Load load,
    List<String> faults,
    @Nullable InetSocketAddress mixer,
    Ports ports,
    Duration flush,
    Mtls mtls,
    boolean tcp) {

  public MeshSettings {
    faults = List.copyOf(faults);
    faults.forEach(new Faults()::set); // refuses what is unknown before anything is started
  }

  /** Istio 1.4 with both generators, 30 requests a second, everything on free ports of loopback. */
  public static MeshSettings defaults() {
    return new MeshSettings(
        IstioRelease.V1_4,
        Installation.comparing(),
        Load.DEFAULT,
        List.of(),
        null,
        Ports.FREE,
        SidecarSettings.DEFAULT_FLUSH,
        Mtls.OFF,
        false);
  }

  /** Refuses what does not go together, with the way out. */
  MeshSettings checked() {
    if (installation.telemetry().mixerReports() && !release.hasMixer()) {
      throw new IllegalArgumentException(
          "Mixer ended with Istio 1.7, so nothing can be compared in "
              + release
              + ": add --set values.telemetry.v1.enabled=false for in-proxy metrics alone, or take an"
              + " --istio-version up to 1.7");
    }
    return this;
  }

  /** The same as another release, written {@code 1.4}. */
  public MeshSettings withIstioVersion(String version) {
    return new MeshSettings(
        IstioRelease.parse(version), installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same, installed with these switches. */
  public MeshSettings withInstallation(Installation installation) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same under this load. */
  public MeshSettings withLoad(Load load) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same with so many requests a second at the gateway. */
  public MeshSettings withRate(double rate) {
    return withLoad(new Load(rate, load.errorShare(), load.latency(), load.seed(), load.pauses()));
  }

  /** The same with this share of answers being errors. */
  public MeshSettings withErrorShare(double errorShare) {
    return withLoad(new Load(load.rate(), errorShare, load.latency(), load.seed(), load.pauses()));
  }

  /** The same with this latency. */
  public MeshSettings withLatency(LatencyProfile latency) {
    return withLoad(new Load(load.rate(), load.errorShare(), latency, load.seed(), load.pauses()));
  }

  /** The same with other chance. */
  public MeshSettings withSeed(long seed) {
    return withLoad(new Load(load.rate(), load.errorShare(), load.latency(), seed, load.pauses()));
  }

  /** The same with these rests. */
  public MeshSettings withPauses(PauseSchedule pauses) {
    return withLoad(new Load(load.rate(), load.errorShare(), load.latency(), load.seed(), pauses));
  }

  /** The same with these faults from the start on. */
  public MeshSettings withFaults(List<String> faults) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same, reporting to a Mixer elsewhere. */
  public MeshSettings withMixer(@Nullable InetSocketAddress mixer) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same on these ports. */
  public MeshSettings withPorts(Ports ports) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same with connections between sidecars secured so. */
  public MeshSettings withMtls(Mtls mtls) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same with ratings stored behind TCP, or not. */
  public MeshSettings withTcp(boolean tcp) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /** The same with this flush interval. */
  public MeshSettings withFlush(Duration flush) {
    return new MeshSettings(release, installation, load, faults, mixer, ports, flush, mtls, tcp);
  }

  /**
   * What is asked of the mesh.
   *
   * @param rate requests a second at the gateway while the load runs, more than 0
   * @param errorShare share of the applications' answers that are errors, 0 to 1
   * @param latency how long applications think
   * @param seed of all chance
   * @param pauses when the load rests
   */
  public record Load(
      double rate, double errorShare, LatencyProfile latency, long seed, PauseSchedule pauses) {

    /** Light enough for two processors beside a Prometheus. */
    public static final Load DEFAULT =
        new Load(30, 0.05, LatencyProfile.NORMAL, 1, PauseSchedule.DEFAULT);

    public Load {
      if (!(rate > 0) || rate > 10_000) {
        throw new IllegalArgumentException(
            "--rate must be more than 0 and at most 10000 requests a second, was " + rate);
      }
      if (!(errorShare >= 0 && errorShare <= 1)) {
        throw new IllegalArgumentException("--error-share must be 0 to 1, was " + errorShare);
      }
    }
  }

  /**
   * Where a mesh listens. Proxying is on loopback always; only pages are for others.
   *
   * @param listen address of the pages
   * @param advertised host by which a scraper reaches the pages
   * @param statsBase first port of the pages, one after another; 0 takes free ones
   * @param gateway port of the gateway, on loopback; 0 takes a free one
   * @param control port of the switches, on loopback; 0 takes a free one
   */
  public record Ports(String listen, String advertised, int statsBase, int gateway, int control) {

    /** Free ports of loopback. */
    public static final Ports FREE = new Ports("127.0.0.1", "127.0.0.1", 0, 0, 0);

    /** The port of the page with this number, counted from 0. */
    int stats(int number) {
      return statsBase == 0 ? 0 : statsBase + number;
    }
  }
}
