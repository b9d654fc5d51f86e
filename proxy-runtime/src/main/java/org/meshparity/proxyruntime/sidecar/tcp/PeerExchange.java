package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.TcpExchange;
import org.meshparity.proxyruntime.inproxy.TcpExchange.Introduction;

/**
 * Introduces this proxy before its first byte on a connection, and takes the other's introduction
 * away before anybody sees it. Both happen only where the handshake agreed on it.
 *
 * <p>As in the real filter everything begins with the first byte of either direction, and what does
 * not begin with a frame is passed on as it is. Unlike there, a frame has a limit of size and of
 * time: a peer that exceeds one is hung up on. One that cannot be read is left out.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class PeerExchange extends ChannelDuplexHandler {

  private static final int HEADER_BYTES = 8;

  private final PeerTerms terms;
  private final Listener listener;
  private State state = State.UNDECIDED;
  private @Nullable ByteBuf pending;
  private @Nullable ScheduledFuture<?> deadline;

  PeerExchange(PeerTerms terms, Listener listener) {
    this.terms = terms;
    this.listener = listener;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    decide(context);
    if (state == State.OVER) {
      context.fireChannelRead(message);
      return;
    }
    ByteBuf known = pending;
    ByteBuf all =
        known == null
            ? (ByteBuf) message
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(
                context.alloc(), known, (ByteBuf) message);
    pending = all;
    read(context, all);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    decide(context);
    context.write(message, promise);
  }

  private void decide(ChannelHandlerContext context) {
    if (state != State.UNDECIDED) {
      return;
    }
    SslHandler tls = context.pipeline().get(SslHandler.class);
    if (tls == null || !terms.protocol().equals(tls.applicationProtocol())) {
      terms.counters().protocolNotFound();
      over(null);
      return;
    }
    terms.counters().protocolFound();
    state = State.READING;
    context.writeAndFlush(context.alloc().buffer().writeBytes(terms.frame().get()));
    terms.counters().metadataAdded();
  }

  private void read(ChannelHandlerContext context, ByteBuf all) {
    int before = all.readerIndex();
    Introduction told = TcpExchange.read(all);
    if (told instanceof Introduction.Incomplete) {
      waitForMore(context, all);
    } else if (told instanceof Introduction.Peer peer) {
      over(peer.node());
      passOn(context);
    } else if (told instanceof Introduction.Missing missing) {
      missing(context, missing, all.readerIndex() == before);
    }
  }

  private void waitForMore(ChannelHandlerContext context, ByteBuf all) {
    if (all.readableBytes() < HEADER_BYTES) {
      terms
          .counters()
          .initialHeaderNotFound(); // the real one counts a header in two pieces so, too
    }
    if (deadline == null) {
      deadline =
          context
              .executor()
              .schedule(
                  () -> {
                    terms.counters().headerNotFound();
                    context.close();
                  },
                  terms.patience().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private void missing(
      ChannelHandlerContext context, Introduction.Missing missing, boolean stillThere) {
    over(null);
    if (missing.plain()) {
      terms.counters().initialHeaderNotFound();
      passOn(context);
      return;
    }
    terms.counters().headerNotFound();
    if (stillThere) { // too large: where the application's bytes would begin is not known
      drop();
      context.close();
      return;
    }
    passOn(context);
  }

  private void over(@Nullable NodeMetadata peer) {
    state = State.OVER;
    ScheduledFuture<?> running = deadline;
    if (running != null) {
      running.cancel(false);
    }
    listener.exchanged(peer);
  }

  private void passOn(ChannelHandlerContext context) {
    ByteBuf rest = pending;
    pending = null;
    if (rest == null) {
      return;
    }
    if (rest.isReadable()) {
      context.fireChannelRead(rest);
    } else {
      rest.release();
    }
  }

  private void drop() {
    ReferenceCountUtil.release(pending);
    pending = null;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (state != State.OVER) {
      over(null);
    }
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    drop();
  }

  private enum State {
    UNDECIDED,
    READING,
    OVER
  }

  /** Hears once how it ended. */
  @FunctionalInterface
  interface Listener {

    /** The peer, or null when it did not introduce itself. */
    void exchanged(@Nullable NodeMetadata peer);
  }
}
