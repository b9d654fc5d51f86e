package org.meshparity.comparator.simulation;

/** The two generations of a metric, by the names under which real meshes scrape them. */
public enum Generation {
  /** Mixer: few pods that all proxies report to; idle series expire. */
  LEGACY("istio-mesh"),
  /** In the proxy: one per pod; nothing expires, and the uptime shows a restart. */
  CANDIDATE("envoy-stats");

  private final String job;

  Generation(String job) {
    this.job = job;
  }

  /** The scrape job's name. */
  public String job() {
    return job;
  }
}
