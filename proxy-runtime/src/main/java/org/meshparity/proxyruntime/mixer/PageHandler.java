package org.meshparity.proxyruntime.mixer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.prometheus.client.CollectorRegistry;

/** Answers one connection's requests for the page. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class PageHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final String PATH = "/metrics";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final CollectorRegistry registry;

  PageHandler(CollectorRegistry registry) {
    this.registry = registry;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    int query = request.uri().indexOf('?');
    String path = query < 0 ? request.uri() : request.uri().substring(0, query);
    if (!request.decoderResult().isSuccess()) {
      refuse(context, request, HttpResponseStatus.BAD_REQUEST);
    } else if (!path.equals(PATH)) {
      refuse(context, request, HttpResponseStatus.NOT_FOUND);
    } else if (request.method().equals(HttpMethod.HEAD)) {
      end(request, context.writeAndFlush(empty(HttpResponseStatus.OK)));
    } else if (!request.method().equals(HttpMethod.GET)) {
      refuse(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED);
    } else {
      page(context, request);
    }
  }

  private void page(ChannelHandlerContext context, FullHttpRequest request) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, TEXT);
    if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (!keepsAlive(request)) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    context.write(head);
    end(request, context.writeAndFlush(new HttpChunkedInput(new PageChunks(registry))));
  }

  private static void refuse(
      ChannelHandlerContext context, FullHttpRequest request, HttpResponseStatus status) {
    FullHttpResponse response = empty(status);
    if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    end(request, context.writeAndFlush(response));
  }

  private static FullHttpResponse empty(HttpResponseStatus status) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, TEXT);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
    return response;
  }

  /** Of an old client the end of the page is the end of the connection. */
  private static boolean keepsAlive(FullHttpRequest request) {
    return request.decoderResult().isSuccess()
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && HttpUtil.isKeepAlive(request);
  }

  private static void end(FullHttpRequest request, ChannelFuture written) {
    if (!keepsAlive(request)) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
