package org.meshparity.proxyruntime.sidecar.tcp;

import java.time.Duration;
import java.util.List;
import org.meshparity.proxyruntime.inproxy.TcpExchange;

/**
 * How one TCP listener treats its connections.
 *
 * @param idle after which a connection without a byte in either direction is closed, more than 0
 * @param connect how long an endpoint may take to accept, TLS included, more than 0
 * @param maxConnections to endpoints at a time, 1 or more
 * @param protocols named in the handshake (ALPN), the preferred first
 * @param exchangeProtocol the one of them on which proxies introduce themselves
 */
public record TcpSettings(
    Duration idle,
    Duration connect,
    int maxConnections,
    List<String> protocols,
    String exchangeProtocol) {

  /** Envoy's idle timeout and circuit breaker, Istio's connect timeout and protocols. */
  public static final TcpSettings DEFAULT =
      new TcpSettings(
          Duration.ofHours(1),
          Duration.ofSeconds(10),
          1024,
          List.of(TcpExchange.PROTOCOL, "istio"),
          TcpExchange.PROTOCOL);

  public TcpSettings {
    requirePositive("idle timeout", idle);
    requirePositive("connect timeout", connect);
    if (maxConnections < 1) {
      throw new IllegalArgumentException("max connections must be >= 1, was " + maxConnections);
    }
    protocols = List.copyOf(protocols);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be more than 0, was " + value);
    }
  }

  /** The same with these protocols. */
  public TcpSettings withProtocols(List<String> protocols) {
    return new TcpSettings(idle, connect, maxConnections, protocols, exchangeProtocol);
  }

  /** The same with introductions on this protocol. */
  public TcpSettings withExchangeProtocol(String exchangeProtocol) {
    return new TcpSettings(idle, connect, maxConnections, protocols, exchangeProtocol);
  }

  /** The same with this idle timeout. */
  public TcpSettings withIdle(Duration idle) {
    return new TcpSettings(idle, connect, maxConnections, protocols, exchangeProtocol);
  }

  /** The same with this connect timeout. */
  public TcpSettings withConnect(Duration connect) {
    return new TcpSettings(idle, connect, maxConnections, protocols, exchangeProtocol);
  }

  /** The same with this limit. */
  public TcpSettings withMaxConnections(int maxConnections) {
    return new TcpSettings(idle, connect, maxConnections, protocols, exchangeProtocol);
  }
}
