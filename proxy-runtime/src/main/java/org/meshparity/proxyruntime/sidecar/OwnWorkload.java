package org.meshparity.proxyruntime.sidecar;

import java.util.Optional;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;

/** What a proxy that stands alone knows of workloads: its own, and who introduces itself. */
record OwnWorkload(NodeMetadata node) implements WorkloadDirectory {

  @Override
  public Optional<NodeMetadata> find(String uid) {
    return uid.equals(WorkloadDirectory.uid(node)) ? Optional.of(node) : Optional.empty();
  }

  @Override
  public boolean learnsFromPeers() {
    return true;
  }
}
