package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.List;
import java.util.Set;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;
import org.meshparity.proxyruntime.sidecar.security.MutualTls;
import org.meshparity.proxyruntime.sidecar.security.Proof;
import org.meshparity.proxyruntime.sidecar.security.ServerName;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;
import org.meshparity.proxyruntime.sidecar.security.WorkloadIdentity;

/**
 * Mutual TLS between sidecars, and nothing else.
 *
 * <p>Sidecars offer the protocol {@code istio} (ALPN), which says who they are and not whether
 * HTTP/1.1 or HTTP/2 follows: that shows in the connection's first bytes, as it does in plain text.
 * A client that offers {@code h2} or {@code http/1.1} instead, and has a certificate of the mesh,
 * is served too. Where the directory knows who runs at a destination, nobody else may answer there.
 */
public final class StrictSecurity implements MeshSecurity {

  private static final List<String> OFFERED = List.of("istio");
  private static final List<String> ACCEPTED = List.of("istio", "h2", "http/1.1");

  private final MutualTls tls;
  private final String trustDomain;
  private final WorkloadDirectory directory;

  private StrictSecurity(MutualTls tls, String trustDomain, WorkloadDirectory directory) {
    this.tls = tls;
    this.trustDomain = trustDomain;
    this.directory = directory;
  }

  /** For the workload of this node, whose identity this authority vouches for. */
  public static StrictSecurity of(
      NodeMetadata node, MeshCa ca, String trustDomain, WorkloadDirectory directory) {
    return of(identity(node, trustDomain), ca, directory);
  }

  /** For the workload of this identity, which this authority vouches for. */
  public static StrictSecurity of(SpiffeId id, MeshCa ca, WorkloadDirectory directory) {
    MutualTls tls = new MutualTls(new WorkloadIdentity(ca, id));
    return new StrictSecurity(tls, id.trustDomain(), directory);
  }

  /** As Kubernetes has it, a pod that names no account runs as the namespace's default one. */
  private static SpiffeId identity(NodeMetadata node, String trustDomain) {
    String namespace = node.namespace().isEmpty() ? "default" : node.namespace();
    String account = node.serviceAccount().isEmpty() ? "default" : node.serviceAccount();
    return new SpiffeId(trustDomain, namespace, account);
  }

  @Override
  public Future<Handshake> accept(SocketChannel connection) {
    return handshake(connection, tls.accept(connection, ACCEPTED));
  }

  @Override
  public Future<Handshake> connect(SocketChannel connection, Destination destination) {
    String name = ServerName.ofCluster(destination.cluster());
    return handshake(connection, tls.connect(connection, OFFERED, expected(destination), name));
  }

  private static Future<Handshake> handshake(SocketChannel connection, Future<Proof> proof) {
    Promise<Handshake> handshake = connection.eventLoop().newPromise();
    proof.addListener(
        done -> {
          if (done.isSuccess()) {
            handshake.trySuccess(of(proof.getNow()));
          } else {
            handshake.tryFailure(done.cause());
          }
        });
    return handshake;
  }

  private static Handshake of(Proof proof) {
    return new Handshake(
        true,
        proof.own().toString(),
        proof.peer().toString(),
        proof.serverName(),
        proof.protocol());
  }

  @Override
  public MutualTls mutualTls() {
    return tls;
  }

  @Override
  public Set<SpiffeId> expected(Destination destination) {
    return directory
        .find(destination.uid())
        .map(node -> Set.of(identity(node, trustDomain)))
        .orElse(Set.of());
  }
}
