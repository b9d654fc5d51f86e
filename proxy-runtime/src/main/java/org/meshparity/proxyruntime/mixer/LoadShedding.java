package org.meshparity.proxyruntime.mixer;

import java.time.Duration;

/**
 * When Mixer refuses reports rather than fall behind.
 *
 * @param mode what happens beyond a limit
 * @param latencyThreshold calls are refused while the average answer takes at least so long; 0 for
 *     no such limit
 * @param halfLife how long until a call counts half in that average
 * @param enforcedFrom calls a second that are never refused for latency
 * @param maxRequestsPerSecond bags a second that are taken; 0 for no such limit
 * @param burst bags that may come at once beyond that rate; a larger batch never passes
 */
public record LoadShedding(
    Mode mode,
    Duration latencyThreshold,
    Duration halfLife,
    double enforcedFrom,
    double maxRequestsPerSecond,
    int burst) {

  /** What happens beyond a limit. */
  public enum Mode {
    DISABLED,
    LOGONLY,
    ENFORCE
  }

  public LoadShedding {
    if (latencyThreshold.isNegative() || halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException(
          "latency threshold must be 0 or more and half-life more than 0, were "
              + latencyThreshold
              + " and "
              + halfLife);
    }
    boolean rates = enforcedFrom >= 0 && maxRequestsPerSecond >= 0 && burst >= 0;
    if (!rates || Double.isInfinite(enforcedFrom) || Double.isInfinite(maxRequestsPerSecond)) {
      throw new IllegalArgumentException(
          "rates and burst must be finite and 0 or more, were "
              + enforcedFrom
              + ", "
              + maxRequestsPerSecond
              + " and "
              + burst);
    }
  }

  /** As Istio installs it: enforced from an average of 100 ms on. */
  public static LoadShedding defaults() {
    return new LoadShedding(Mode.ENFORCE, Duration.ofMillis(100), Duration.ofSeconds(1), 100, 0, 0);
  }

  /** The same with another latency threshold. */
  public LoadShedding withLatencyThreshold(Duration threshold) {
    return new LoadShedding(mode, threshold, halfLife, enforcedFrom, maxRequestsPerSecond, burst);
  }

  /** The same with a limit to the bags a second, and to those that come at once. */
  public LoadShedding withMaxRequestsPerSecond(double most, int atOnce) {
    return new LoadShedding(mode, latencyThreshold, halfLife, enforcedFrom, most, atOnce);
  }

  /** The same in another mode. */
  public LoadShedding withMode(Mode other) {
    return new LoadShedding(
        other, latencyThreshold, halfLife, enforcedFrom, maxRequestsPerSecond, burst);
  }

  /** The same, refusing for latency from so many calls a second on. */
  public LoadShedding withEnforcedFrom(double callsPerSecond) {
    return new LoadShedding(
        mode, latencyThreshold, halfLife, callsPerSecond, maxRequestsPerSecond, burst);
  }
}
