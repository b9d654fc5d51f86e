package org.meshparity.proxyruntime.sidecar;

import java.util.Optional;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/**
 * Which workload a pod belongs to, as the Kubernetes API would say.
 *
 * <p>The real Mixer asks that API itself. Here is none to ask, so the sidecar adds the answer to
 * the report; v1's labels still come from this directory alone and never from the peer metadata
 * that v2 lives on, so a fault of one side cannot hide in both.
 */
@FunctionalInterface
public interface WorkloadDirectory {

  /** The workload of {@code kubernetes://POD.NAMESPACE}. */
  Optional<NodeMetadata> find(String uid);

  /**
   * Whether the pod on the other side of a request may be taken at its word where this directory
   * does not know it.
   */
  default boolean learnsFromPeers() {
    return false;
  }

  /** The uid of a pod. */
  static String uid(NodeMetadata node) {
    return "kubernetes://" + node.name() + "." + node.namespace();
  }
}
