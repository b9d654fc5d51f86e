package org.meshparity.proxyruntime.sidecar;

import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one request goes.
 *
 * @param service it is meant for
 * @param cluster the proxy's name for the group of endpoints, {@code direction|port|subset|host}
 * @param address of the endpoint chosen; null when none of the service is healthy
 * @param uid of the pod at that address, {@code kubernetes://POD.NAMESPACE}
 */
public record Destination(
    Service service, String cluster, @Nullable InetSocketAddress address, String uid) {

  /** An endpoint of a service, reached from another workload. */
  public static Destination outbound(
      Service service, @Nullable InetSocketAddress address, String uid) {
    String cluster = "outbound|" + service.port() + "||" + service.host();
    return new Destination(service, cluster, address, uid);
  }

  /** The application behind its own sidecar. */
  public static Destination inbound(
      Service service, @Nullable InetSocketAddress address, String uid) {
    String cluster = "inbound|" + service.port() + "|http|" + service.host();
    return new Destination(service, cluster, address, uid);
  }

  /** The endpoint's address, where there is one. */
  InetSocketAddress endpoint() {
    return Objects.requireNonNull(address, "no endpoint of " + cluster + " is healthy");
  }
}
