package org.meshparity.proxyruntime.mesh;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.Service;

/** Istio's example application: who is there, who calls whom, and how big the answers are. */
@SuppressWarnings("ImmutableEnumChecker") // the list is immutable and the array never handed out
enum Bookinfo {
  GATEWAY("istio-ingressgateway", "", "istio-system", 0, List.of(), 0),
  PRODUCTPAGE("productpage", "v1", "default", 3, List.of("details", "reviews"), 4183, 5183, 10000),
  DETAILS("details", "v1", "default", 4, List.of(), 178, 250, 100),
  REVIEWS_V1("reviews", "v1", "default", 12, List.of(), 295, 500, 1000),
  REVIEWS_V2("reviews", "v2", "default", 15, List.of("ratings"), 379, 500, 1000),
  REVIEWS_V3("reviews", "v3", "default", 18, List.of("ratings"), 375, 500, 1000),
  RATINGS("ratings", "v1", "default", 2, List.of(), 48, 50, 10);

  private static final int PORT = 9080;

  private final String app;
  private final String version;
  private final String namespace;
  private final double typicalMillis;
  private final List<String> calls;
  private final int[] answerBytes;

  Bookinfo(
      String app,
      String version,
      String namespace,
      double typicalMillis,
      List<String> calls,
      int... answerBytes) {
    this.app = app;
    this.version = version;
    this.namespace = namespace;
    this.typicalMillis = typicalMillis;
    this.calls = calls;
    this.answerBytes = answerBytes;
  }

  /** The workloads' names. */
  static List<String> names() {
    return Arrays.stream(values()).map(Bookinfo::workload).toList();
  }

  /** Such as {@code reviews-v2}. */
  String workload() {
    return version.isEmpty() ? app : app + "-" + version;
  }

  /** The service it answers for. */
  Service service() {
    return new Service(app, namespace, PORT);
  }

  /** Names of the services it calls for every request. */
  List<String> calls() {
    return calls;
  }

  /** How long it mostly thinks, in milliseconds. */
  double typicalMillis() {
    return typicalMillis;
  }

  /** The size of its n-th answer. Some sizes lie on bucket bounds, where v1 and v2 count apart. */
  int answerBytes(int n) {
    return answerBytes[Math.floorMod(n, answerBytes.length)];
  }

  /** Its one pod. */
  NodeMetadata node() {
    String pod = workload() + "-" + hash("rs") + "-" + hash("pod").substring(0, 5);
    return new NodeMetadata(
        "sidecar~127.0.0.1~" + pod + "." + namespace + "~" + namespace + ".svc.cluster.local",
        pod,
        namespace,
        workload(),
        "kubernetes://apis/apps/v1/namespaces/" + namespace + "/deployments/" + workload(),
        this == GATEWAY ? "istio-ingressgateway-service-account" : "bookinfo-" + app,
        version.isEmpty() ? Map.of("app", app) : Map.of("app", app, "version", version));
  }

  /** Looks like what Kubernetes adds to names, and is the same in every run. */
  private String hash(String of) {
    return String.format("%08x", (workload() + of).hashCode() * 0x9E3779B1);
  }
}
