package org.meshparity.proxyruntime.mesh;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a fault is set.
 *
 * @param text as it was written
 * @param share of calls, 0 to 1; 0 where the fault has none
 * @param labels hidden, by workload; without labels where the fault only names workloads
 */
record FaultValue(String text, double share, Map<String, Set<String>> labels) {

  private static final List<String> HIDEABLE =
      Stream.of("source", "destination")
          .flatMap(
              side ->
                  Stream.of("_app", "_version", "_workload", "_workload_namespace")
                      .map(side::concat))
          .toList();

  /**
   * {@code 10%}.
   *
   * @param what it is, for the message
   */
  static FaultValue share(String what, String text) {
    String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : "";
    double percent = number.matches("\\d{1,3}(\\.\\d+)?") ? Double.parseDouble(number) : -1;
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(
          what + " must be a share from 0% to 100%, such as 10%, was \"" + text + "\"");
    }
    return new FaultValue(text, percent / 100, Map.of());
  }

  /** {@code reviews-v2}, or several with commas between them. */
  static FaultValue workloads(String text) {
    Map<String, Set<String>> workloads = new LinkedHashMap<>();
    for (String workload : text.split(",", -1)) {
      workloads.put(known(workload), Set.of());
    }
    return new FaultValue(text, 0, workloads);
  }

  /** {@code reviews-v2:source_app}, or several with commas between them. */
  static FaultValue labels(String text) {
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    for (String one : text.split(",", -1)) {
      int colon = one.indexOf(':');
      String workload = colon < 0 ? one : one.substring(0, colon);
      String label = colon < 0 ? "" : one.substring(colon + 1);
      if (!HIDEABLE.contains(label)) {
        throw new IllegalArgumentException(
            "value must be WORKLOAD:LABEL with a label of "
                + String.join(", ", HIDEABLE)
                + ", was \""
                + one
                + "\"");
      }
      labels.computeIfAbsent(known(workload), w -> new LinkedHashSet<>()).add(label);
    }
    return new FaultValue(text, 0, labels);
  }

  private static String known(String workload) {
    if (!Bookinfo.names().contains(workload)) {
      throw new IllegalArgumentException(
          "value must name a workload of "
              + String.join(", ", Bookinfo.names())
              + ", was \""
              + workload
              + "\"");
    }
    return workload;
  }

  Set<String> workloads() {
    return labels.keySet();
  }

  Set<String> labelsOf(String workload) {
    return labels.getOrDefault(workload, Set.of());
  }
}
