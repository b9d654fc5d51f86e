package org.meshparity.proxyruntime.sidecar.security;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * Mutual TLS as one workload speaks it: both sides show a certificate of the mesh, or there is no
 * connection.
 */
public final class MutualTls {

  /** How long a peer may take to prove who it is; a silent one holds no connection longer. */
  public static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  private final WorkloadIdentity identity;
  private final Duration timeout;
  private final TlsCounters accepting = TlsCounters.ofListener();
  private final TlsCounters connecting = TlsCounters.ofClusters();

  /** For the workload of this identity. */
  public MutualTls(WorkloadIdentity identity) {
    this(identity, HANDSHAKE_TIMEOUT);
  }

  MutualTls(WorkloadIdentity identity, Duration timeout) {
    this.identity = identity;
    this.timeout = timeout;
  }

  /**
   * Puts TLS at the end of an accepted connection's pipeline.
   *
   * @param protocols for ALPN, the preferred first
   * @return what the handshake proved, before any payload passes; fails with the connection closed
   */
  public Future<Proof> accept(SocketChannel connection, List<String> protocols) {
    SslHandler tls = identity.server(protocols).newHandler(connection.alloc());
    return watch(
        connection, tls, new HandshakeWatch(identity.id(), Set.of(), accepting, connection));
  }

  /**
   * Puts TLS at the end of an outgoing connection's pipeline.
   *
   * @param protocols for ALPN, the preferred first
   * @param expected who may answer; empty accepts every identity of the mesh
   * @param serverName to ask for (SNI); empty asks for none
   * @return what the handshake proved, before any payload passes; fails with the connection closed
   */
  public Future<Proof> connect(
      SocketChannel connection, List<String> protocols, Set<SpiffeId> expected, String serverName) {
    SslHandler tls = identity.client(protocols).newHandler(connection.alloc());
    ServerName.ask(tls.engine(), serverName);
    return watch(
        connection, tls, new HandshakeWatch(identity.id(), expected, connecting, connection));
  }

  private Future<Proof> watch(SocketChannel connection, SslHandler tls, HandshakeWatch watch) {
    tls.setHandshakeTimeoutMillis(timeout.toMillis());
    connection.pipeline().addLast(tls, watch);
    return watch.proof();
  }

  /** Hands over every counter of handshakes with its name. */
  public void counters(ObjLongConsumer<String> counter) {
    accepting.forEach(counter);
    connecting.forEach(counter);
  }
}
