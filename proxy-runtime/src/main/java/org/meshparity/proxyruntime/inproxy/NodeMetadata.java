package org.meshparity.proxyruntime.inproxy;

import java.util.Map;

/**
 * What a proxy knows of the workload it stands beside.
 *
 * @param id of the node, unique in the mesh
 * @param name of the pod; empty when unknown, as every other text here
 * @param namespace of the pod
 * @param workloadName of what the pod belongs to, such as {@code reviews-v1}
 * @param owner the path of that in the Kubernetes API
 * @param serviceAccount the pod runs as
 * @param labels of the pod
 */
public record NodeMetadata(
    String id,
    String name,
    String namespace,
    String workloadName,
    String owner,
    String serviceAccount,
    Map<String, String> labels) {

  public NodeMetadata {
    labels = Map.copyOf(labels);
  }

  /** A label of the pod; empty when it has none of that name. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
