package org.meshparity.proxyruntime.sidecar;

import java.net.InetSocketAddress;

/**
 * Where one request goes.
 *
 * @param service it is meant for
 * @param cluster the proxy's name for the group of endpoints, {@code direction|port|subset|host}
 * @param address of the endpoint chosen
 * @param uid of the pod at that address, {@code kubernetes://POD.NAMESPACE}
 */
public record Destination(Service service, String cluster, InetSocketAddress address, String uid) {

  /** An endpoint of a service, reached from another workload. */
  public static Destination outbound(Service service, InetSocketAddress address, String uid) {
    String cluster = "outbound|" + service.port() + "||" + service.host();
    return new Destination(service, cluster, address, uid);
  }

  /** The application behind its own sidecar. */
  public static Destination inbound(Service service, InetSocketAddress address, String uid) {
    String cluster = "inbound|" + service.port() + "|http|" + service.host();
    return new Destination(service, cluster, address, uid);
  }
}
