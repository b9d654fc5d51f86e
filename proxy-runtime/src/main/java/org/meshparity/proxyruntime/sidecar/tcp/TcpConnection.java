package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.inproxy.TcpFacts;
import org.meshparity.proxyruntime.sidecar.security.Proof;

/**
 * What one sidecar knows of one TCP connection. Every filter reads these facts and none finds out
 * for itself. Lives on the thread of its connection.
 */
public final class TcpConnection implements TcpFacts {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Reporter reporter;
  private final SocketChannel downstream;
  private final long number = NUMBERS.incrementAndGet();
  private final long startNanos = System.nanoTime();

  private @Nullable TcpRoute route;
  private @Nullable Proof proof;
  private @Nullable NodeMetadata peer;
  private boolean awaitsPeer;
  private String flags = "-";

  TcpConnection(Reporter reporter, SocketChannel downstream) {
    this.reporter = reporter;
    this.downstream = downstream;
  }

  void routedTo(@Nullable TcpRoute route) {
    this.route = route;
  }

  void proved(Proof proof) {
    this.proof = proof;
  }

  void willExchange() {
    awaitsPeer = true;
  }

  void exchanged(@Nullable NodeMetadata introduced) {
    peer = introduced;
    awaitsPeer = false;
  }

  void flagged(String why) {
    flags = why;
  }

  /** Where timed work of this connection is done. */
  EventLoop loop() {
    return downstream.eventLoop();
  }

  /** Unlike that of any other connection of this process. */
  long number() {
    return number;
  }

  InetSocketAddress caller() {
    return downstream.remoteAddress();
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Null without a route. */
  @Nullable TcpRoute route() {
    return route;
  }

  /** What the handshake between the proxies proved; null in plain text. */
  @Nullable Proof proof() {
    return proof;
  }

  @Override
  public Reporter reporter() {
    return reporter;
  }

  @Override
  public @Nullable NodeMetadata peer() {
    return peer;
  }

  @Override
  public boolean awaitsPeer() {
    return awaitsPeer;
  }

  @Override
  public String cluster() {
    TcpRoute chosen = route;
    return chosen == null ? "" : chosen.cluster();
  }

  @Override
  public String flags() {
    return flags;
  }

  @Override
  public boolean mutualTls() {
    return proof != null;
  }

  @Override
  public String sourcePrincipal() {
    return principal(reporter == Reporter.SOURCE);
  }

  @Override
  public String destinationPrincipal() {
    return principal(reporter == Reporter.DESTINATION);
  }

  private String principal(boolean own) {
    Proof proved = proof;
    if (proved == null) {
      return "";
    }
    return (own ? proved.own() : proved.peer()).toString();
  }

  @Override
  public @Nullable Object attribute(String name) {
    TcpRoute chosen = route;
    Proof proved = proof;
    InetSocketAddress upstream = chosen == null ? null : chosen.address();
    return switch (name) {
      case "source.address" -> downstream.remoteAddress().toString().substring(1);
      case "source.port" -> (long) downstream.remoteAddress().getPort();
      case "destination.address" -> downstream.localAddress().toString().substring(1);
      case "destination.port" -> (long) downstream.localAddress().getPort();
      case "connection.id" -> number;
      case "connection.requested_server_name" -> proved == null ? null : proved.serverName();
      case "upstream.address" -> upstream == null ? null : upstream.toString().substring(1);
      case "upstream.port" -> upstream == null ? null : (long) upstream.getPort();
      default -> null;
    };
  }
}
