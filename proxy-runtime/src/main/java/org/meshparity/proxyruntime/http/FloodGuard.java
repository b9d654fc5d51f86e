package org.meshparity.proxyruntime.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends an HTTP/2 connection whose peer keeps this one busy with frames that carry nothing. Floods
 * of resets, empty data, continuations and unread answers are Netty's own to refuse.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the connection is closed, whatever becomes of it
public final class FloodGuard extends ChannelInboundHandlerAdapter {

  private static final int MAX_FRAMES = 500;
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private long windowStart = System.nanoTime();
  private int frames;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    boolean idle =
        message instanceof Http2SettingsFrame
            || (message instanceof Http2PingFrame ping && !ping.ack());
    if (idle && isFlood()) {
      ReferenceCountUtil.release(message);
      context
          .writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM))
          .addListener(done -> context.close());
      return;
    }
    context.fireChannelRead(message);
  }

  private boolean isFlood() {
    long now = System.nanoTime();
    if (now - windowStart > WINDOW_NANOS) {
      windowStart = now;
      frames = 0;
    }
    frames++;
    return frames > MAX_FRAMES;
  }
}
