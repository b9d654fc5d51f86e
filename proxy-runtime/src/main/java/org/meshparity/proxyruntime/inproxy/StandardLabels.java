package org.meshparity.proxyruntime.inproxy;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;

/** The values of a stream's standard labels, by release. */
final class StandardLabels {

  static final String UNKNOWN = "unknown";

  private static final String BLACK_HOLE = "BlackHoleCluster";
  private static final String PASSTHROUGH = "PassthroughCluster";
  private static final Set<String> CLUSTERS_OF_THEIR_OWN_NAME =
      Set.of(
          PASSTHROUGH,
          BLACK_HOLE,
          "InboundPassthroughClusterIpv4",
          "InboundPassthroughClusterIpv6");

  private final IstioRelease release;
  private final NodeMetadata local;
  private final boolean fallsBackToHost;

  StandardLabels(IstioRelease release, NodeMetadata local, boolean fallsBackToHost) {
    this.release = release;
    this.local = local;
    this.fallsBackToHost = fallsBackToHost;
  }

  /** The values, each at its label's index. */
  String[] of(StreamFacts facts) {
    boolean isSource = facts.reporter() == Reporter.SOURCE;
    Values values = new Values();
    values.set(StandardLabel.REPORTER, facts.reporter().toString());
    NodeMetadata destination = isSource ? facts.peer() : local;
    addSource(values, isSource ? local : facts.peer());
    addDestination(values, destination);
    if (release.isAtLeast(4)) {
      values.set(StandardLabel.SOURCE_PRINCIPAL, facts.sourcePrincipal());
      values.set(StandardLabel.DESTINATION_PRINCIPAL, facts.destinationPrincipal());
      values.set(StandardLabel.RESPONSE_FLAGS, facts.flags());
    } else {
      values.set(StandardLabel.RESPONSE_FLAGS, "-");
    }
    addService(values, facts, destination);
    addRequest(values, facts);
    values.set(StandardLabel.CONNECTION_SECURITY_POLICY, securityPolicy(facts));
    return values.done(facts);
  }

  private static void addSource(Values values, @Nullable NodeMetadata node) {
    values.set(StandardLabel.SOURCE_CANONICAL_REVISION, revision(node));
    if (node != null) {
      values.set(StandardLabel.SOURCE_WORKLOAD, node.workloadName());
      values.set(StandardLabel.SOURCE_WORKLOAD_NAMESPACE, node.namespace());
      values.set(StandardLabel.SOURCE_APP, node.label("app"));
      values.set(StandardLabel.SOURCE_VERSION, node.label("version"));
      values.set(StandardLabel.SOURCE_CANONICAL_SERVICE, canonicalService(node));
    }
  }

  private static void addDestination(Values values, @Nullable NodeMetadata node) {
    values.set(StandardLabel.DESTINATION_CANONICAL_REVISION, revision(node));
    if (node != null) {
      values.set(StandardLabel.DESTINATION_WORKLOAD, node.workloadName());
      values.set(StandardLabel.DESTINATION_WORKLOAD_NAMESPACE, node.namespace());
      values.set(StandardLabel.DESTINATION_APP, node.label("app"));
      values.set(StandardLabel.DESTINATION_VERSION, node.label("version"));
      values.set(StandardLabel.DESTINATION_CANONICAL_SERVICE, canonicalService(node));
      values.set(StandardLabel.DESTINATION_SERVICE_NAMESPACE, node.namespace());
    }
  }

  private static String canonicalService(NodeMetadata node) {
    String service = node.label("service.istio.io/canonical-name");
    return service.isEmpty() ? node.workloadName() : service;
  }

  private static String revision(@Nullable NodeMetadata node) {
    String revision = node == null ? "" : node.label("service.istio.io/canonical-revision");
    return revision.isEmpty() ? "latest" : revision;
  }

  private void addService(Values values, StreamFacts facts, @Nullable NodeMetadata destination) {
    if (!release.isAtLeast(4)) {
      values.set(StandardLabel.DESTINATION_SERVICE, headerHost(facts));
      values.set(
          StandardLabel.DESTINATION_SERVICE_NAME,
          destination == null ? "" : destination.workloadName());
      return;
    }
    String cluster = cluster(facts);
    boolean ownName = release.isAtLeast(4, 3) && CLUSTERS_OF_THEIR_OWN_NAME.contains(cluster);
    String host = ownName ? fallbackHost(facts) : serviceHost(facts, cluster);
    values.set(StandardLabel.DESTINATION_SERVICE, host);
    values.set(
        StandardLabel.DESTINATION_SERVICE_NAME,
        ownName ? cluster : serviceName(facts, host, destination));
  }

  /** The cluster, or the one that the name of the route stands for where there is none. */
  private String cluster(StreamFacts facts) {
    if (release.isAtLeast(5, 2)) {
      if (facts.routeName().equals("block_all")) {
        return BLACK_HOLE;
      }
      if (facts.routeName().equals("allow_any")) {
        return PASSTHROUGH;
      }
    }
    return facts.cluster();
  }

  private String serviceHost(StreamFacts facts, String cluster) {
    if (release.isAtLeast(8) && facts.attribute(SERVICE_HOST) instanceof String host) {
      return host;
    }
    String host = hostOf(cluster);
    return host.isEmpty() ? fallbackHost(facts) : host;
  }

  /** The name of the attribute in which 1.8 finds the host of the cluster's first service. */
  static final String SERVICE_HOST = "cluster_metadata.service.host";

  /** The name of the attribute in which 1.8 finds the name of the cluster's first service. */
  static final String SERVICE_NAME = "cluster_metadata.service.name";

  /** The host in a cluster's name, {@code direction|port|subset|host}; empty when it has none. */
  private static String hostOf(String cluster) {
    int start = hostStart(cluster);
    return start < 0 ? "" : cluster.substring(start);
  }

  /** Where the fourth of four parts begins; -1 when there are not four. Makes no object. */
  private static int hostStart(String cluster) {
    int at = -1;
    for (int bar = 0; bar < 3; bar++) {
      at = cluster.indexOf('|', at + 1);
      if (at < 0) {
        return -1;
      }
    }
    return cluster.indexOf('|', at + 1) < 0 ? at + 1 : -1;
  }

  /** Whether a cluster's name does not say the host, so that the request's may matter. */
  boolean hostMatters(String cluster) {
    if (!release.isAtLeast(4)) {
      return true;
    }
    int start = hostStart(cluster);
    return fallsBackToHost && (start < 0 || start == cluster.length());
  }

  private String fallbackHost(StreamFacts facts) {
    return fallsBackToHost ? headerHost(facts) : UNKNOWN;
  }

  private static String headerHost(StreamFacts facts) {
    return facts instanceof RequestFacts request ? request.host() : "";
  }

  private String serviceName(StreamFacts facts, String host, @Nullable NodeMetadata destination) {
    if (release.isAtLeast(8) && facts.attribute(SERVICE_NAME) instanceof String name) {
      return name;
    }
    String[] parts = host.split("\\.", 3);
    boolean isShort =
        !release.isAtLeast(4, 3)
            || parts.length == 1
            || (destination != null && parts[1].equals(destination.namespace()));
    return isShort ? parts[0] : host;
  }

  private void addRequest(Values values, StreamFacts facts) {
    if (!(facts instanceof RequestFacts request)) {
      values.set(StandardLabel.REQUEST_PROTOCOL, "tcp");
      return;
    }
    values.set(StandardLabel.REQUEST_PROTOCOL, request.isGrpc() ? "grpc" : "http");
    values.set(StandardLabel.RESPONSE_CODE, Integer.toString(request.code()));
    values.set(StandardLabel.PERMISSIVE_RESPONSE_CODE, permissive(facts, "response_code"));
    values.set(StandardLabel.PERMISSIVE_RESPONSE_POLICYID, permissive(facts, "policy_id"));
  }

  /** What a policy in shadow mode would have said; nothing here has one but a test's facts. */
  private static String permissive(StreamFacts facts, String key) {
    return facts.attribute("rbac.shadow." + key) instanceof String text ? text : "none";
  }

  private String securityPolicy(StreamFacts facts) {
    if (facts.reporter() == Reporter.SOURCE) {
      return UNKNOWN;
    }
    boolean upper = release.isAtLeast(4) && !release.isAtLeast(5);
    if (facts.mutualTls()) {
      return upper ? "MUTUAL_TLS" : "mutual_tls";
    }
    return upper ? "NONE" : "none";
  }

  /** Values by label; what was not set, or to nothing, is unknown. */
  private static final class Values {

    private final String[] values = new String[StandardLabel.values().length];

    Values() {
      Arrays.fill(values, UNKNOWN);
    }

    void set(StandardLabel label, String value) {
      if (!value.isEmpty()) {
        values[label.index()] = value;
      }
    }

    /** The status is filled in after everything empty became unknown, so it may be empty. */
    String[] done(StreamFacts facts) {
      String status = "";
      if (facts instanceof RequestFacts request && request.isGrpc()) {
        String told = request.grpcStatus();
        status = told == null || told.isEmpty() ? "2" : told;
      }
      values[StandardLabel.GRPC_RESPONSE_STATUS.index()] = status;
      return values;
    }
  }
}
