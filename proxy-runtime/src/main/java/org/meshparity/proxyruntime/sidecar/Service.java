package org.meshparity.proxyruntime.sidecar;

/**
 * A service as the registry knows it.
 *
 * @param name short name, such as {@code reviews}
 * @param namespace it is in
 * @param port it is called on, by name only: nothing listens there on a mesh in a box
 */
public record Service(String name, String namespace, int port) {

  /** The full name in the cluster. */
  public String host() {
    return name + "." + namespace + ".svc.cluster.local";
  }

  /** Whether a request that names this host, with or without a port, means this service. */
  public boolean isCalled(String hostAndPort) {
    int colon = hostAndPort.indexOf(':');
    String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    return host.equals(name) || host.equals(name + "." + namespace) || host.equals(host());
  }
}
