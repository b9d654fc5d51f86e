package org.meshparity.proxyruntime.sidecar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meshparity.proxyruntime.OptionValue;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import picocli.CommandLine.Option;

/** The options that say which workload a proxy stands beside. */
final class ProxyWorkload {

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      required = true,
      description = "Name of the workload, such as reviews-v1.")
  private String workload = "";

  @Option(
      names = "--namespace",
      paramLabel = "NS",
      defaultValue = "default",
      description = "Its namespace (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  @Option(
      names = "--service-account",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "It runs as this account (default: ${DEFAULT-VALUE}).")
  private String serviceAccount = "";

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label of its pod, such as app=reviews or version=v1; repeatable.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--service",
      paramLabel = "NAME[.NS][:PORT]",
      description =
          "The service that is called: inbound the workload's own (default: label app, or the"
              + " workload's name), outbound the one to call (must be given).")
  private String service = "";

  /** The node, as the bootstrap of a real proxy would describe it. */
  NodeMetadata node() {
    OptionValue.notBlank("--workload", workload);
    OptionValue.notBlank("--namespace", namespace);
    OptionValue.notBlank("--service-account", serviceAccount);
    String pod = workload + "-" + Long.toHexString(ProcessHandle.current().pid());
    return new NodeMetadata(
        "sidecar~127.0.0.1~" + pod + "." + namespace + "~" + namespace + ".svc.cluster.local",
        pod,
        namespace,
        workload,
        "kubernetes://apis/apps/v1/namespaces/" + namespace + "/deployments/" + workload,
        serviceAccount,
        labels());
  }

  private Map<String, String> labels() {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (String label : labels) {
      int equals = label.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--label must be KEY=VALUE, was \"" + label + "\"");
      }
      byKey.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return byKey;
  }

  /**
   * The service that requests are for.
   *
   * @param port of it, where the option names none
   */
  Service service(Exchange.Direction direction, int port) {
    if (service.isEmpty() && direction == Exchange.Direction.OUTBOUND) {
      throw new IllegalArgumentException(
          "--direction outbound needs --service: the service that is called, such as ratings");
    }
    int colon = service.indexOf(':');
    String host = colon < 0 ? service : service.substring(0, colon);
    int given = colon < 0 ? port : HostAndPort.parse("--service with a port", service).port();
    if (host.isEmpty()) {
      return new Service(labels().getOrDefault("app", workload), namespace, given);
    }
    String[] parts = host.split("\\.", -1);
    return new Service(parts[0], parts.length > 1 ? parts[1] : namespace, given);
  }
}
