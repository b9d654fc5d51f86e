package org.meshparity.proxyruntime.mesh;

import org.meshparity.proxyruntime.sidecar.TelemetryMeter.Generator;

/**
 * What telemetry has cost a mesh since it started; the difference of two is what it cost between.
 *
 * @param legacy v1 in all proxies
 * @param candidate v2 in all proxies
 * @param sendingNanos CPU time of the threads that do nothing but send reports
 * @param mixerNanos CPU time of Mixer's threads that receive, decode and count reports; 0 when
 *     Mixer is elsewhere
 */
public record MeshCost(Generator legacy, Generator candidate, long sendingNanos, long mixerNanos) {

  /** What it cost since an earlier reading. */
  public MeshCost since(MeshCost earlier) {
    return new MeshCost(
        since(legacy, earlier.legacy),
        since(candidate, earlier.candidate),
        sendingNanos - earlier.sendingNanos,
        mixerNanos - earlier.mixerNanos);
  }

  private static Generator since(Generator now, Generator earlier) {
    return new Generator(
        now.requests() - earlier.requests(),
        now.filterNanos() - earlier.filterNanos(),
        now.batchNanos() - earlier.batchNanos(),
        now.wireBytes() - earlier.wireBytes());
  }
}
