package org.meshparity.proxyruntime.sidecar;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Answers that the proxy gives itself. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class LocalReply {

  private LocalReply() {}

  static FullHttpResponse of(HttpResponseStatus status, String text) {
    var body = Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    return response;
  }

  /** What cannot be read is no request: it is answered, the line closed and nothing counted. */
  static void badRequest(ChannelHandlerContext context) {
    FullHttpResponse response = of(HttpResponseStatus.BAD_REQUEST, "not an HTTP/1.1 request");
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
