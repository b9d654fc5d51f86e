package org.meshparity.proxyruntime.mesh;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.sidecar.Destination;
import org.meshparity.proxyruntime.sidecar.Router;

/** Finds the service a request names and takes its endpoints in turn. */
final class MeshRouter implements Router {

  private final List<Destination> endpoints;
  private final AtomicInteger turn = new AtomicInteger();

  MeshRouter(List<Destination> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  public @Nullable Destination route(String host) {
    List<Destination> matching =
        endpoints.stream().filter(endpoint -> endpoint.service().isCalled(host)).toList();
    if (matching.isEmpty()) {
      return null;
    }
    return matching.get(Math.floorMod(turn.getAndIncrement(), matching.size()));
  }
}
