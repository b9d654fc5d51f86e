package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.sidecar.security.MutualTls;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;

/**
 * How the connections between sidecars are secured. Connections to the application beside a sidecar
 * never are.
 *
 * <p>Both methods are called while a connection's pipeline is still empty and put their handlers
 * into it first. The future completes on the connection's own loop, and before the first byte of
 * payload is passed on; when it fails, the connection is closed and nothing was passed on.
 */
public interface MeshSecurity {

  /** Plain text, nothing proved. */
  MeshSecurity PLAIN =
      new MeshSecurity() {
        @Override
        public Future<Handshake> accept(SocketChannel connection) {
          return connection.eventLoop().newSucceededFuture(Handshake.PLAIN);
        }

        @Override
        public Future<Handshake> connect(SocketChannel connection, Destination destination) {
          return connection.eventLoop().newSucceededFuture(Handshake.PLAIN);
        }
      };

  /** Another sidecar connected to this one's inbound listener. */
  Future<Handshake> accept(SocketChannel connection);

  /** This sidecar connects to another one on behalf of its application. */
  Future<Handshake> connect(SocketChannel connection, Destination destination);

  /** What TCP connections between sidecars are secured with; null for plain text. */
  default @Nullable MutualTls mutualTls() {
    return null;
  }

  /** Who may answer at this destination; empty for whoever is of the mesh. */
  default Set<SpiffeId> expected(Destination destination) {
    return Set.of();
  }
}
