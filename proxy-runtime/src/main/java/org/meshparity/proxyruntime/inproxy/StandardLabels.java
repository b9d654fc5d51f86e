package org.meshparity.proxyruntime.inproxy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * The labels of one request's series, in the text form of the page, by release.
 *
 * <p>Values are not escaped: neither did the proxies of these releases.
 */
final class StandardLabels {

  private static final Set<String> CLUSTERS_OF_THEIR_OWN_NAME =
      Set.of(
          "PassthroughCluster",
          "BlackHoleCluster",
          "InboundPassthroughClusterIpv4",
          "InboundPassthroughClusterIpv6");

  private final IstioRelease release;
  private final NodeMetadata local;

  StandardLabels(IstioRelease release, NodeMetadata local) {
    this.release = release;
    this.local = local;
  }

  String of(RequestFacts facts) {
    Tags tags = stream(facts, facts.host());
    addRequest(tags, facts);
    return tags.toString();
  }

  /** A connection asks for no host, so that only its cluster can tell its service. */
  String of(TcpFacts facts) {
    Tags tags = stream(facts, "");
    tags.add("request_protocol", "tcp");
    tags.add("response_flags", facts.flags());
    tags.add("connection_security_policy", securityPolicy(facts));
    return tags.toString();
  }

  private Tags stream(StreamFacts facts, String host) {
    boolean isSource = facts.reporter() == Reporter.SOURCE;
    NodeMetadata source = isSource ? local : facts.peer();
    NodeMetadata destination = isSource ? facts.peer() : local;
    Tags tags = new Tags();
    tags.add("reporter", isSource ? "source" : "destination");
    addPeer(tags, "source", source, facts.sourcePrincipal());
    addPeer(tags, "destination", destination, facts.destinationPrincipal());
    addService(tags, facts, host, destination);
    return tags;
  }

  private void addPeer(Tags tags, String side, @Nullable NodeMetadata node, String principal) {
    tags.add(side + "_workload", node == null ? "" : node.workloadName());
    tags.add(side + "_workload_namespace", node == null ? "" : node.namespace());
    tags.add(side + "_principal", release.minor() == 3 ? "" : principal);
    tags.add(side + "_app", node == null ? "" : node.label("app"));
    tags.add(side + "_version", node == null ? "" : node.label("version"));
    if (release.isAtLeast(5)) {
      addCanonical(tags, side, node);
    }
  }

  private static void addCanonical(Tags tags, String side, @Nullable NodeMetadata node) {
    String service = node == null ? "" : node.label("service.istio.io/canonical-name");
    if (service.isEmpty() && node != null) {
      service = node.workloadName();
    }
    String revision = node == null ? "" : node.label("service.istio.io/canonical-revision");
    tags.add(side + "_canonical_service", service);
    tags.add(side + "_canonical_revision", revision.isEmpty() ? "latest" : revision);
  }

  private void addService(
      Tags tags, StreamFacts facts, String asked, @Nullable NodeMetadata destination) {
    String namespace = destination == null ? "" : destination.namespace();
    String service = release.minor() == 3 ? asked : host(facts, asked);
    tags.add("destination_service", service);
    tags.add("destination_service_name", serviceName(facts, service, destination));
    tags.add("destination_service_namespace", namespace);
  }

  private String serviceName(StreamFacts facts, String host, @Nullable NodeMetadata destination) {
    if (release.minor() == 3) {
      return destination == null ? "" : destination.workloadName();
    }
    if (CLUSTERS_OF_THEIR_OWN_NAME.contains(facts.cluster())) {
      return facts.cluster();
    }
    String[] parts = host.split("\\.", 3);
    boolean isShort =
        parts.length == 1 || (destination != null && parts[1].equals(destination.namespace()));
    return isShort ? parts[0] : host;
  }

  /** The host of the cluster's name where it has one, else what the request asked for. */
  private static String host(StreamFacts facts, String asked) {
    String[] parts = facts.cluster().split("\\|", -1);
    return parts.length == 4 && !parts[3].isEmpty() ? parts[3] : asked;
  }

  private void addRequest(Tags tags, RequestFacts facts) {
    tags.add("request_protocol", facts.isGrpc() ? "grpc" : "http");
    tags.add("response_code", Integer.toString(facts.code()));
    if (release.isAtLeast(5)) {
      tags.addAsIs("grpc_response_status", grpcStatus(facts));
    }
    tags.add("response_flags", release.minor() == 3 ? "-" : facts.flags());
    tags.add("connection_security_policy", securityPolicy(facts));
    if (release.minor() == 4) {
      tags.add("permissive_response_code", "none");
      tags.add("permissive_response_policyid", "none");
    }
  }

  private static String grpcStatus(RequestFacts facts) {
    if (!facts.isGrpc()) {
      return "";
    }
    String status = facts.grpcStatus();
    return status == null ? "2" : status;
  }

  private String securityPolicy(StreamFacts facts) {
    if (facts.reporter() == Reporter.SOURCE) {
      return "unknown";
    }
    boolean upper = release.minor() == 4;
    if (facts.mutualTls()) {
      return upper ? "MUTUAL_TLS" : "mutual_tls";
    }
    return upper ? "NONE" : "none";
  }

  /** Labels as text, in the order they are added. */
  private static final class Tags {

    private final StringBuilder text = new StringBuilder(640);

    void add(String name, String value) {
      addAsIs(name, value.isEmpty() ? "unknown" : value);
    }

    void addAsIs(String name, String value) {
      if (text.length() > 0) {
        text.append(',');
      }
      text.append(name).append("=\"").append(value).append('"');
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
