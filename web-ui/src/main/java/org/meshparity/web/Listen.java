package org.meshparity.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the service listens.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 0 for any free one
 */
public record Listen(String host, int port) {

  /** Reachable from this machine only. */
  public static final Listen DEFAULT = new Listen("127.0.0.1", 8090);

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+)):(\\d{1,5})");

  public Listen {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "--listen must be HOST:PORT, e.g. 127.0.0.1:8090, was " + host + ":" + port);
    }
  }

  /**
   * Reads {@code HOST:PORT} or {@code [IPV6]:PORT}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Listen parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "--listen must be HOST:PORT, e.g. 127.0.0.1:8090, was \"" + text + "\"");
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return new Listen(host, Integer.parseInt(matcher.group(3)));
  }

  /**
   * The address itself.
   *
   * @throws IllegalArgumentException if the name cannot be resolved
   */
  InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("--listen names a host that is unknown: " + host, e);
    }
  }

  /** The host as a URL writes it. */
  String hostInUrl() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  @Override
  public String toString() {
    return hostInUrl() + ":" + port;
  }
}
