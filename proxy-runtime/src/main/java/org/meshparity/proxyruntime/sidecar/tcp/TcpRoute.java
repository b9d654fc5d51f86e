package org.meshparity.proxyruntime.sidecar.tcp;

import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;

/**
 * Where a TCP connection goes.
 *
 * @param cluster the proxy's name for the group of endpoints, {@code direction|port|subset|host}
 * @param address of the endpoint chosen; null when the cluster has none that is healthy
 * @param attributes what the configuration says of the destination, for reports
 * @param expected who may answer; empty accepts every identity of the mesh
 */
public record TcpRoute(
    String cluster,
    @Nullable InetSocketAddress address,
    AttributeBag attributes,
    Set<SpiffeId> expected) {

  public TcpRoute {
    expected = Set.copyOf(expected);
  }
}
