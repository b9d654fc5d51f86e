package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A caller's connection that speaks HTTP/2, as a whole: it ends when idle, or when drained. */
@SuppressWarnings("FutureReturnValueIgnored") // the connection is closed, whatever becomes of it
final class Http2Callers extends ChannelInboundHandlerAdapter implements Watched {

  private final HttpProxy proxy;
  private final Http2FrameCodec codec;
  private @Nullable ChannelHandlerContext context;
  private boolean draining;
  private long quietSince = System.nanoTime();

  Http2Callers(HttpProxy proxy, Http2FrameCodec codec) {
    this.proxy = proxy;
    this.codec = codec;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
    proxy.watches().of(context.channel().eventLoop()).add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    proxy.watches().of(context.channel().eventLoop()).remove(this);
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message); // settings and the like: the codec has dealt with them
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == Drain.NOW && !draining) {
      goAway();
    }
    ReferenceCountUtil.release(event);
  }

  private void goAway() {
    draining = true;
    context().writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
  }

  @Override
  public void check(long now) {
    Duration limit = proxy.settings().timeouts().idle();
    if (codec.connection().numActiveStreams() > 0) {
      quietSince = now;
    } else if (draining) {
      context().close();
    } else if (!limit.isZero() && now - quietSince > limit.toNanos()) {
      goAway();
    }
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "not in a pipeline yet");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
