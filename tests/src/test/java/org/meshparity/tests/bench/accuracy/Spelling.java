package org.meshparity.tests.bench.accuracy;

import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of a call between two workloads as either generation spells them, and what they mean.
 *
 * @param reporter {@code source} or {@code destination}
 * @param code of the response; 0 if there was none, which Mixer calls 500
 * @param upperCase whether proxies write policies as those of 1.4 do
 */
record Spelling(
    String reporter, Workload source, Workload destination, String code, boolean upperCase) {

  private static final String UNKNOWN = "unknown";

  private boolean atSource() {
    return reporter.equals("source");
  }

  /** What both sides mean. */
  Map<String, String> meant(boolean tcp) {
    Map<String, String> labels = workloads();
    labels.put("reporter", reporter);
    labels.put("source_principal", atSource() ? UNKNOWN : source.principal());
    labels.put("destination_principal", atSource() ? UNKNOWN : destination.principal());
    labels.put("connection_security_policy", atSource() ? UNKNOWN : "mutual_tls");
    labels.putAll(service(tcp && !atSource()));
    labels.put("request_protocol", tcp ? "tcp" : "http");
    labels.put("response_flags", code.equals("0") && !tcp ? "DC" : "-");
    if (!tcp) {
      labels.put("response_code", code.equals("0") ? "500" : code);
    }
    return labels;
  }

  /** As Mixer writes them. */
  Map<String, String> legacy(boolean tcp) {
    Map<String, String> labels = meant(tcp);
    if (tcp) {
      labels.remove("request_protocol");
      labels.remove("response_flags");
    }
    return labels;
  }

  /** As proxies write them. */
  Map<String, String> candidate(boolean tcp) {
    Map<String, String> labels = meant(tcp);
    labels.put("source_principal", "spiffe://" + source.principal());
    labels.put("destination_principal", "spiffe://" + destination.principal());
    labels.put("source_canonical_service", source.app());
    labels.put("destination_canonical_service", destination.app());
    labels.putAll(service(false));
    if (!atSource() && upperCase) {
      labels.put("connection_security_policy", "MUTUAL_TLS");
    }
    if (!tcp) {
      labels.put("response_code", code);
    }
    return labels;
  }

  private Map<String, String> workloads() {
    Map<String, String> labels = new TreeMap<>();
    labels.put("source_workload", source.name());
    labels.put("source_workload_namespace", source.namespace());
    labels.put("source_app", source.app());
    labels.put("source_version", source.version());
    labels.put("destination_workload", destination.name());
    labels.put("destination_workload_namespace", destination.namespace());
    labels.put("destination_app", destination.app());
    labels.put("destination_version", destination.version());
    return labels;
  }

  private Map<String, String> service(boolean unknown) {
    return Map.of(
        "destination_service",
        unknown ? UNKNOWN : destination.host(),
        "destination_service_name",
        unknown ? UNKNOWN : destination.app(),
        "destination_service_namespace",
        unknown ? UNKNOWN : destination.namespace());
  }
}
