package org.meshparity.proxyruntime.mixer;

import java.time.Duration;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * Where a Mixer listens and what it speaks.
 *
 * @param listen address of all three ports
 * @param grpcPort for reports; 0 takes a free one
 * @param metricsPort for the metrics made of them; 0 takes a free one
 * @param monitoringPort for its own state; 0 takes a free one
 * @param release whose default configuration is used
 * @param expiry how long a series may be idle before it is deleted, more than 0
 */
public record MixerSettings(
    String listen,
    int grpcPort,
    int metricsPort,
    int monitoringPort,
    IstioRelease release,
    Duration expiry) {

  public MixerSettings {
    if (expiry.isNegative() || expiry.isZero()) {
      throw new IllegalArgumentException("expiry must be more than 0, was " + expiry);
    }
  }

  /** Mixer's own ports on loopback, and its own expiry of ten minutes. */
  public static MixerSettings defaults() {
    return new MixerSettings(
        "127.0.0.1", 9091, 42422, 15014, IstioRelease.V1_4, Duration.ofMinutes(10));
  }

  /** The same with free ports, for many on one machine. */
  public MixerSettings withFreePorts() {
    return withPorts(0, 0, 0);
  }

  /** The same on these ports. */
  public MixerSettings withPorts(int grpc, int metrics, int monitoring) {
    return new MixerSettings(listen, grpc, metrics, monitoring, release, expiry);
  }

  /** The same on this address. */
  public MixerSettings withListen(String address) {
    return new MixerSettings(address, grpcPort, metricsPort, monitoringPort, release, expiry);
  }

  /** The same with the configuration of this release. */
  public MixerSettings withRelease(IstioRelease release) {
    return new MixerSettings(listen, grpcPort, metricsPort, monitoringPort, release, expiry);
  }

  /** The same with this expiry. */
  public MixerSettings withExpiry(Duration expiry) {
    return new MixerSettings(listen, grpcPort, metricsPort, monitoringPort, release, expiry);
  }
}
