package org.meshparity.proxyruntime.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * One stream's frames as the messages that HTTP/1.1 has, and back.
 *
 * <p>Unlike Netty's own translation it keeps what gRPC lives on: a head that ends its stream is a
 * full message with an empty body, in both directions, and adds no headers of its own. An interim
 * answer is a response that nothing follows.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends its stream, which is heard of
public final class Http2StreamCodec extends ChannelDuplexHandler {

  private final boolean isServer;
  private boolean headSeen;

  private Http2StreamCodec(boolean isServer) {
    this.isServer = isServer;
  }

  /** For streams that a peer opened. */
  public static Http2StreamCodec server() {
    return new Http2StreamCodec(true);
  }

  /** For streams that were opened here. */
  public static Http2StreamCodec client() {
    return new Http2StreamCodec(false);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof Http2DataFrame data) {
      context.fireChannelRead(
          data.isEndStream()
              ? new DefaultLastHttpContent(data.content())
              : new DefaultHttpContent(data.content()));
    } else if (message instanceof Http2HeadersFrame headers) {
      readHeaders(context, headers);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private void readHeaders(ChannelHandlerContext context, Http2HeadersFrame frame) {
    try {
      if (headSeen) {
        context.fireChannelRead(Http2Heads.trailers(frame.headers()));
        return;
      }
      HttpMessage head =
          isServer
              ? Http2Heads.request(frame.headers(), frame.isEndStream())
              : Http2Heads.response(frame.headers(), frame.isEndStream());
      headSeen = isServer || !Http2Heads.isInterim(frame.headers());
      context.fireChannelRead(head);
    } catch (IllegalArgumentException e) {
      // Nothing of it went on. A stream error is what RFC 9113 wants for a malformed message.
      context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR));
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof FullHttpMessage whole && hasContent(whole)) {
      context.write(new DefaultHttp2HeadersFrame(Http2Heads.of(whole), false));
      writeContent(context, whole, promise);
    } else if (message instanceof HttpMessage head) {
      boolean ends = head instanceof LastHttpContent;
      Http2Headers headers = Http2Heads.of(head);
      ReferenceCountUtil.release(message);
      context.write(new DefaultHttp2HeadersFrame(headers, ends), promise);
    } else if (message instanceof HttpContent content) {
      writeContent(context, content, promise);
    } else {
      context.write(message, promise);
    }
  }

  private static boolean hasContent(FullHttpMessage message) {
    return message.content().isReadable() || !message.trailingHeaders().isEmpty();
  }

  private static void writeContent(
      ChannelHandlerContext context, HttpContent content, ChannelPromise promise) {
    HttpHeaders trailers = content instanceof LastHttpContent last ? last.trailingHeaders() : null;
    if (trailers == null || trailers.isEmpty()) {
      context.write(new DefaultHttp2DataFrame(content.content(), trailers != null), promise);
      return;
    }
    if (content.content().isReadable()) {
      context.write(new DefaultHttp2DataFrame(content.content(), false));
    } else {
      content.release();
    }
    context.write(new DefaultHttp2HeadersFrame(Http2Heads.trailers(trailers), true), promise);
  }
}
