package org.meshparity.proxyruntime.sidecar.security;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLSession;

/** Waits for one handshake, says what it proved, and counts and tells why it did not. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed close ends its connection, which is heard of
final class HandshakeWatch extends ChannelInboundHandlerAdapter {

  private static final RefusalLog LOG = new RefusalLog();

  private final SpiffeId own;
  private final Set<SpiffeId> expected;
  private final TlsCounters counters;
  private final Promise<Proof> proof;

  HandshakeWatch(
      SpiffeId own, Set<SpiffeId> expected, TlsCounters counters, SocketChannel connection) {
    this.own = own;
    this.expected = Set.copyOf(expected);
    this.counters = counters;
    proof = connection.eventLoop().newPromise();
  }

  Future<Proof> proof() {
    return proof;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && !proof.isDone()) {
      completed(context, handshake);
    }
    context.fireUserEventTriggered(event);
  }

  private void completed(ChannelHandlerContext context, SslHandshakeCompletionEvent handshake) {
    if (!handshake.isSuccess()) {
      refuse(context, handshake.cause());
      return;
    }
    try {
      Proof proved = proved(context.pipeline().get(SslHandler.class));
      counters.succeeded();
      proof.trySuccess(proved);
    } catch (Exception e) { // whatever it is, there is no proof, and so no connection
      refuse(context, e);
    }
  }

  private Proof proved(SslHandler tls) throws Exception {
    SSLSession session = tls.engine().getSession();
    SpiffeId peer = MeshTrust.identity((X509Certificate) session.getPeerCertificates()[0]);
    if (!expected.isEmpty() && !expected.contains(peer)) {
      throw new MeshTrust.UntrustedIdentity(peer + " answered where only " + expected + " may");
    }
    String protocol = tls.applicationProtocol();
    return new Proof(own, peer, protocol == null ? "" : protocol, ServerName.asked(session));
  }

  private void refuse(ChannelHandlerContext context, Throwable cause) {
    if (proof.isDone()) {
      return;
    }
    if (!(cause instanceof ClosedChannelException)) { // it went away, which is nobody's refusal
      Refusal refusal = Refusal.of(cause);
      counters.refused(refusal);
      LOG.tell(refusal, context.channel(), cause);
    }
    proof.tryFailure(cause);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    proof.tryFailure(new ClosedChannelException());
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The failed handshake said it already; later, an alert or a broken record ends the connection.
    context.close();
  }
}
