package org.meshparity.proxyruntime.sidecar;

import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;

/** The chains of filters that a proxy can be given. */
enum ProxyFilters {
  NONE,
  V1,
  V2,
  BOTH;

  /** What the options mean together: both where there is a Mixer to report to, else v2. */
  static ProxyFilters of(@Nullable ProxyFilters given, boolean hasMixer, IstioRelease release) {
    ProxyFilters chosen = given == null ? (hasMixer ? BOTH : V2) : given;
    if (chosen.report() && !hasMixer) {
      throw new IllegalArgumentException(
          "--filters v1 and both report to Mixer: --mixer HOST:PORT says where it is");
    }
    if (chosen.report() && !release.hasMixer()) {
      throw new IllegalArgumentException(
          "Mixer ended with Istio 1.7: --istio-version " + release + " needs --filters v2 or none");
    }
    if (!chosen.report() && hasMixer) {
      throw new IllegalArgumentException("--mixer needs --filters v1 or both");
    }
    return chosen;
  }

  private boolean report() {
    return this == V1 || this == BOTH;
  }

  /**
   * Workloads introduce themselves whenever there is a filter: v1's labels come from that here, for
   * want of a Kubernetes API that a Mixer could ask.
   */
  Telemetry telemetry() {
    return switch (this) {
      case NONE -> new Telemetry(false, false, false);
      case V1 -> new Telemetry(true, true, false);
      case V2 -> new Telemetry(false, true, true);
      case BOTH -> Telemetry.BOTH;
    };
  }
}
