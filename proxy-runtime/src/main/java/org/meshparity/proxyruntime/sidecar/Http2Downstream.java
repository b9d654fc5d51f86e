package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.http.FloodGuard;
import org.meshparity.proxyruntime.http.Http2Codecs;
import org.meshparity.proxyruntime.http.Http2StreamCodec;
import org.meshparity.proxyruntime.http.Refusal;

/** One stream of a caller's connection that speaks HTTP/2: one request. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its stream, which is heard of
final class Http2Downstream extends Downstream {

  private boolean begun;
  private @Nullable ChannelFuture written;

  private Http2Downstream(HttpProxy proxy) {
    super(proxy);
  }

  /** Puts the handlers for HTTP/2 at the end of a connection's pipeline. */
  static void addTo(ChannelPipeline pipeline, HttpProxy proxy) {
    Http2FrameCodec codec = Http2Codecs.server(proxy.settings().heads());
    pipeline.addLast(
        codec,
        new Http2MultiplexHandler(new Streams(proxy)),
        new FloodGuard(),
        new Http2Callers(proxy, codec));
    Http2Codecs.widen(pipeline.context(codec), proxy.settings().heads());
  }

  /** Handlers of each stream. */
  private static final class Streams extends ChannelInitializer<Channel> {

    private final HttpProxy proxy;

    Streams(HttpProxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    protected void initChannel(Channel stream) {
      stream.pipeline().addLast(Http2StreamCodec.server(), new Http2Downstream(proxy));
    }
  }

  @Override
  boolean isHttp2() {
    return true;
  }

  @Override
  boolean takesRequests() {
    return !begun;
  }

  @Override
  Exchange exchange(HttpRequest request) {
    begun = true;
    long now = System.nanoTime();
    Channel connection = context().channel().parent();
    Caller caller =
        new Caller("HTTP/2", now, now, connection.remoteAddress(), Handshake.of(connection));
    return new Exchange(proxy().direction(), request, caller);
  }

  @Override
  void writeInterim(HttpResponse response) {
    context().writeAndFlush(response);
  }

  @Override
  void writeHead(HttpResponse response) {
    context().write(response);
  }

  @Override
  void write(HttpContent content) {
    written = context().write(content);
  }

  /**
   * A request that is answered before its end is cut off, or its stream would stay for ever; after
   * its answer, since Netty drops what is still to be sent on a stream that is reset.
   */
  @Override
  void ended(boolean requestEnded, boolean sound) {
    if (requestEnded) {
      return;
    }
    ChannelHandlerContext context = context();
    context.flush();
    ChannelFuture answer = written == null ? context.newSucceededFuture() : written;
    answer.addListener(
        done -> context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)));
  }

  @Override
  void abort() {
    over(true, true);
    context()
        .writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR))
        .addListener(done -> context().close());
  }

  @Override
  void refuse(Refusal refusal, boolean requestEnded) {
    begun = true;
    written = context().writeAndFlush(LocalReply.of(refusal));
    ended(requestEnded, true);
  }

  @Override
  void leftOver(Object message) {
    ReferenceCountUtil.release(message);
  }

  /** A stream's own error is answered by Netty, with its code; anything else ends it here. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof Http2Exception)) {
      context.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    ReferenceCountUtil.release(event);
  }
}
