package org.meshparity.proxyruntime.inproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.meshparity.proxyruntime.IstioRelease;

/** The labels a proxy gives without being configured to, in the order 1.5 writes them. */
enum StandardLabel {
  REPORTER,
  SOURCE_WORKLOAD,
  SOURCE_WORKLOAD_NAMESPACE,
  SOURCE_PRINCIPAL,
  SOURCE_APP,
  SOURCE_VERSION,
  SOURCE_CANONICAL_SERVICE,
  SOURCE_CANONICAL_REVISION,
  DESTINATION_WORKLOAD,
  DESTINATION_WORKLOAD_NAMESPACE,
  DESTINATION_PRINCIPAL,
  DESTINATION_APP,
  DESTINATION_VERSION,
  DESTINATION_SERVICE,
  DESTINATION_SERVICE_NAME,
  DESTINATION_SERVICE_NAMESPACE,
  DESTINATION_CANONICAL_SERVICE,
  DESTINATION_CANONICAL_REVISION,
  REQUEST_PROTOCOL,
  RESPONSE_CODE,
  GRPC_RESPONSE_STATUS,
  RESPONSE_FLAGS,
  CONNECTION_SECURITY_POLICY,
  PERMISSIVE_RESPONSE_CODE,
  PERMISSIVE_RESPONSE_POLICYID;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The labels of a release's HTTP metrics. */
  static List<StandardLabel> of(IstioRelease release) {
    List<StandardLabel> labels = new ArrayList<>();
    for (StandardLabel label : values()) {
      if (label.isIn(release)) {
        labels.add(label);
      }
    }
    if (release.isAtLeast(8)) {
      List<StandardLabel> last = List.of(RESPONSE_CODE, GRPC_RESPONSE_STATUS);
      labels.removeAll(last);
      labels.addAll(last);
    }
    return labels;
  }

  private boolean isIn(IstioRelease release) {
    return switch (this) {
      case SOURCE_CANONICAL_SERVICE,
          SOURCE_CANONICAL_REVISION,
          DESTINATION_CANONICAL_SERVICE,
          DESTINATION_CANONICAL_REVISION,
          GRPC_RESPONSE_STATUS ->
          release.isAtLeast(5);
      case PERMISSIVE_RESPONSE_CODE, PERMISSIVE_RESPONSE_POLICYID ->
          release.isAtLeast(4) && !release.isAtLeast(5);
      default -> true;
    };
  }

  /** Whether a TCP connection has this label. */
  boolean isOfTcp() {
    return this != RESPONSE_CODE && this != GRPC_RESPONSE_STATUS;
  }

  /** Whether it says something of the two workloads only, and nothing of the one request. */
  boolean isOfPeers() {
    return index() <= DESTINATION_CANONICAL_REVISION.index();
  }

  /** Its place among a stream's values. */
  @SuppressWarnings("EnumOrdinal") // a place in an array and nothing that lasts
  int index() {
    return ordinal();
  }

  /** As it is written. */
  @Override
  public String toString() {
    return text;
  }
}
