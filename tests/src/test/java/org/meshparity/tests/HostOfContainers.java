package org.meshparity.tests;

import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** This machine, as containers on the engine's default network reach it. */
final class HostOfContainers {

  /** What containers call it; give it to them with {@code host-gateway} as its address. */
  static final String NAME = "host.docker.internal";

  private HostOfContainers() {}

  /**
   * A free port that containers can reach and the outside cannot: on Linux on the network's own
   * bridge; where containers live in a virtual machine, on loopback, to which the name leads there.
   */
  static InetSocketAddress socket() throws IOException {
    Network network =
        DockerClientFactory.instance().client().inspectNetworkCmd().withNetworkId("bridge").exec();
    for (String gateway : gateways(network)) {
      InetAddress address = InetAddress.getByName(gateway);
      if (NetworkInterface.getByInetAddress(address) != null) {
        return new InetSocketAddress(address, 0);
      }
    }
    return new InetSocketAddress(ofBridge(network), 0);
  }

  /** A new engine names its bridge but not yet the bridge's address. */
  private static InetAddress ofBridge(Network network) throws IOException {
    String name = network.getOptions().get("com.docker.network.bridge.name");
    NetworkInterface bridge = name == null ? null : NetworkInterface.getByName(name);
    return Stream.ofNullable(bridge)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .orElse(InetAddress.getLoopbackAddress());
  }

  private static List<String> gateways(Network network) {
    return Stream.ofNullable(network.getIpam().getConfig())
        .flatMap(List::stream)
        .map(Network.Ipam.Config::getGateway)
        .filter(Objects::nonNull)
        .toList();
  }
}
