package org.meshparity.proxyruntime.mixer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * Where a Mixer listens, what it makes of reports and how much of them it takes.
 *
 * @param listen address of all three ports
 * @param grpcPort for reports; 0 takes a free one
 * @param metricsPort for the metrics made of them; 0 takes a free one
 * @param monitoringPort for its own state; 0 takes a free one
 */
public record MixerSettings(
    String listen,
    int grpcPort,
    int metricsPort,
    int monitoringPort,
    Sources sources,
    Limits limits) {

  /**
   * What a Mixer makes of reports.
   *
   * @param release whose default configuration is used
   * @param files resources on top of it
   * @param defaults whether the default configuration is used at all; its attributes always are
   * @param expiry when idle series go, wherever the configuration lets them go; empty for its own
   *     time
   * @param pods a file of Kubernetes objects; empty if reports say themselves what they know
   */
  public record Sources(
      IstioRelease release,
      List<Path> files,
      boolean defaults,
      Optional<Duration> expiry,
      Optional<Path> pods) {

    public Sources {
      files = List.copyOf(files);
      if (expiry.filter(e -> e.isNegative() || e.isZero()).isPresent()) {
        throw new IllegalArgumentException("expiry must be more than 0, was " + expiry.get());
      }
    }
  }

  /**
   * How much a Mixer takes.
   *
   * @param shedding when reports are refused
   * @param maxMessageBytes the largest message that is read; a larger one is refused unread
   * @param maxLabelSets how many sets of labels there may be at once
   */
  public record Limits(LoadShedding shedding, int maxMessageBytes, int maxLabelSets) {

    public Limits {
      if (maxMessageBytes <= 0 || maxLabelSets <= 0) {
        throw new IllegalArgumentException(
            "limits must be more than 0, were "
                + maxMessageBytes
                + " bytes and "
                + maxLabelSets
                + " sets of labels");
      }
    }

    /** Mixer's own, and room for a large mesh. */
    public static Limits defaults() {
      return new Limits(LoadShedding.defaults(), 1 << 20, 250_000);
    }
  }

  /** Mixer's own ports on loopback, and its own expiry of ten minutes. */
  public static MixerSettings defaults() {
    Sources sources =
        new Sources(IstioRelease.V1_4, List.of(), true, Optional.empty(), Optional.empty());
    return new MixerSettings("127.0.0.1", 9091, 42422, 15014, sources, Limits.defaults());
  }

  /** The same with free ports, for many on one machine. */
  public MixerSettings withFreePorts() {
    return withPorts(0, 0, 0);
  }

  /** The same on these ports. */
  public MixerSettings withPorts(int grpc, int metrics, int monitoring) {
    return new MixerSettings(listen, grpc, metrics, monitoring, sources, limits);
  }

  /** The same on this address. */
  public MixerSettings withListen(String address) {
    return new MixerSettings(address, grpcPort, metricsPort, monitoringPort, sources, limits);
  }

  /** The same with the configuration of this release. */
  public MixerSettings withRelease(IstioRelease release) {
    return with(
        new Sources(release, sources.files, sources.defaults, sources.expiry, sources.pods));
  }

  /** The same with other sources. */
  public MixerSettings with(Sources other) {
    return new MixerSettings(listen, grpcPort, metricsPort, monitoringPort, other, limits);
  }

  /** The same with other limits. */
  public MixerSettings with(Limits other) {
    return new MixerSettings(listen, grpcPort, metricsPort, monitoringPort, sources, other);
  }
}
