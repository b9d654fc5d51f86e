package org.meshparity.tests.bench;

/** What the proxies do beside proxying. */
enum OverheadMode {
  DIRECT("direct", false, false),
  NONE("no telemetry", false, false),
  V2("v2", false, true),
  V1("v1", true, false),
  BOTH("both", true, true);

  private final String label;
  private final boolean mixer;
  private final boolean inProxy;

  OverheadMode(String label, boolean mixer, boolean inProxy) {
    this.label = label;
    this.mixer = mixer;
    this.inProxy = inProxy;
  }

  String label() {
    return label;
  }

  boolean reportsToMixer() {
    return mixer;
  }

  boolean makesMetrics() {
    return inProxy;
  }
}
