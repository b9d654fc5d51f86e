package org.meshparity.proxyruntime.vectors;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/**
 * One run that several cases look at: two proxies of one release, and what passes them.
 *
 * @param name of the test it comes from, with its release
 * @param release of the proxies, as the case writes it
 * @param traffic that passes
 * @param sides the two proxies; null for a whole mesh
 * @param security of the connection between the proxies; null for plain text
 * @param vectors what the pages must say afterwards
 */
record Scenario(
    String name,
    String release,
    Traffic traffic,
    @Nullable Sides sides,
    @Nullable Security security,
    List<Vector> vectors) {

  /** Where workloads live whose namespace is the test's own. */
  static final String NAMESPACE = "default";

  private static final Pattern STANDARD =
      Pattern.compile(
          "reporter|component|tag|request_protocol|grpc_response_status|connection_security_policy"
              + "|(source|destination|response|permissive)_.*");

  /**
   * Labels beyond the standard ones that the cases name: the bootstrap of their tests declares them
   * to be labels, and what it does not declare stays in a metric's name.
   */
  List<String> declaredLabels() {
    return vectors.stream()
        .flatMap(each -> each.labels().keySet().stream())
        .filter(label -> !STANDARD.matcher(label).matches())
        .distinct()
        .toList();
  }

  /** The caller's proxy and the called's. */
  record Sides(Side client, Side server) {}

  /**
   * One proxy.
   *
   * @param node it stands beside
   * @param config of its filter, as text
   * @param cluster its name for where it sends what passes
   */
  record Side(NodeMetadata node, String config, String cluster) {}

  /**
   * Mutual TLS between the proxies.
   *
   * @param client identity of the caller's
   * @param server identity of the called's
   * @param protocol both name in the handshake; empty for those that proxies name by themselves
   */
  record Security(String client, String server, String protocol) {}
}
