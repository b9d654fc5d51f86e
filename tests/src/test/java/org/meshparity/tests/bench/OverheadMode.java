package org.meshparity.tests.bench;

/** What the proxies do beside proxying. */
enum OverheadMode {
  DIRECT("direct", "", false),
  NONE("no telemetry", "none", false),
  V2("v2", "v2", false),
  V1("v1", "v1", true),
  BOTH("both", "both", true);

  private final String label;
  private final String filters;
  private final boolean mixer;

  OverheadMode(String label, String filters, boolean mixer) {
    this.label = label;
    this.filters = filters;
    this.mixer = mixer;
  }

  String label() {
    return label;
  }

  /** As the proxy's option calls it; empty without a proxy. */
  String filters() {
    return filters;
  }

  boolean reportsToMixer() {
    return mixer;
  }
}
