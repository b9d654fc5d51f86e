package org.meshparity.proxyruntime.sidecar;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address as it is written on a command line.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535
 */
record HostAndPort(String host, int port) {

  /** {@code HOST:PORT}, {@code [::1]:80} too; anything else is refused in the option's name. */
  static HostAndPort parse(String option, String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    String port = text.substring(colon + 1);
    boolean isBracketed = host.startsWith("[") && host.endsWith("]");
    boolean isNumber = port.matches("\\d{1,5}") && Integer.parseInt(port) <= 65_535;
    if (host.isEmpty() || !isNumber || (host.contains(":") && !isBracketed)) {
      throw new IllegalArgumentException(option + " must be HOST:PORT, was \"" + text + "\"");
    }
    return new HostAndPort(
        isBracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
  }

  InetSocketAddress resolved() throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  InetSocketAddress unresolved() {
    return InetSocketAddress.createUnresolved(host, port);
  }

  HostAndPort withPort(int port) {
    return new HostAndPort(host, port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
