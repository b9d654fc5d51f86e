package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.http.FloodGuard;
import org.meshparity.proxyruntime.http.HeadLimits;
import org.meshparity.proxyruntime.http.Http2Codecs;

/** What stands on a connection to an endpoint. */
final class UpstreamHandlers {

  /** Set once the connection can be used. */
  static final AttributeKey<UpstreamConnection> CONNECTION =
      AttributeKey.valueOf(UpstreamHandlers.class, "connection");

  private UpstreamHandlers() {}

  static void add(ChannelPipeline pipeline, boolean isHttp2, HeadLimits limits) {
    if (isHttp2) {
      Http2FrameCodec codec = Http2Codecs.client(limits);
      pipeline.addLast(
          codec,
          new Http2MultiplexHandler(new NoPushes()),
          new FloodGuard(),
          new Http2Events(limits));
      return;
    }
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.bytes())
            .setMaxHeaderSize(limits.bytes());
    pipeline.addLast(new HttpClientCodec(config, false, false), new Upstream());
  }

  /** An endpoint opens no streams. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is closed, whatever becomes of it
  private static final class NoPushes extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel stream) {
      stream.close();
    }
  }

  /** What an endpoint says about the connection as a whole. */
  @SuppressWarnings("FutureReturnValueIgnored") // the pool hears of the end of a connection
  private static final class Http2Events extends ChannelInboundHandlerAdapter {

    private final HeadLimits limits;

    Http2Events(HeadLimits limits) {
      this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Http2Codecs.widen(context.pipeline().context(Http2FrameCodec.class), limits);
      context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      UpstreamConnection connection = connection(context);
      if (connection != null && message instanceof Http2SettingsFrame settings) {
        Long streams = settings.settings().maxConcurrentStreams();
        connection.allow(streams == null ? Integer.MAX_VALUE : streams);
      }
      if (connection != null && message instanceof Http2GoAwayFrame) {
        connection.retire();
      }
      ReferenceCountUtil.release(message);
    }

    private static @Nullable UpstreamConnection connection(ChannelHandlerContext context) {
      return context.channel().attr(CONNECTION).get();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
