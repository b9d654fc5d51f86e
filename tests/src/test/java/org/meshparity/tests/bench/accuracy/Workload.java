package org.meshparity.tests.bench.accuracy;

/**
 * What runs in some pods of one kind.
 *
 * @param app the service's short name
 * @param pods how many there are at first
 */
record Workload(String app, String version, String namespace, int pods) {

  String name() {
    return app + "-" + version;
  }

  String host() {
    return app + "." + namespace + ".svc.cluster.local";
  }

  /** Who it is, as Mixer writes it. */
  String principal() {
    return "cluster.local/ns/" + namespace + "/sa/bookinfo-" + app;
  }
}
