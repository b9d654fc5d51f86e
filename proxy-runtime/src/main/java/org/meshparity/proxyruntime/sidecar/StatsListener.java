package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves a sidecar's own page at {@code /stats/prometheus}.
 *
 * <p>Pages are made and compressed on threads that carry no requests, so that a large one keeps
 * none waiting, and piece by piece as their reader takes them. A reader that takes nothing for a
 * while loses its connection.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class StatsListener extends SimpleChannelInboundHandler<FullHttpRequest> {

  static final String PATH = "/stats/prometheus";

  private static final int MAX_REQUEST_BYTES = 1 << 16;
  private static final int IDLE_SECONDS = 60;

  private final Supplier<StatsStream> page;

  private StatsListener(Supplier<StatsStream> page) {
    this.page = page;
  }

  /** Makes a new connection one that serves the page. */
  static void install(ChannelPipeline pipeline, Supplier<StatsStream> page) {
    pipeline.addLast(
        new IdleStateHandler(true, 0, 0, IDLE_SECONDS, TimeUnit.SECONDS), new HttpServerCodec());
    pipeline.addLast(
        new HttpContentCompressor(),
        new HttpObjectAggregator(MAX_REQUEST_BYTES),
        new ChunkedWriteHandler(),
        new StatsListener(page));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    boolean keepAlive = keepsAlive(request);
    int query = request.uri().indexOf('?');
    String path = query < 0 ? request.uri() : request.uri().substring(0, query);
    if (!path.equals(PATH)) {
      refuse(context, keepAlive, HttpResponseStatus.NOT_FOUND, "only " + PATH + " is here");
    } else if (request.method().equals(HttpMethod.GET)) {
      context.write(head(request, keepAlive));
      var written = context.writeAndFlush(new HttpChunkedInput(page.get()));
      if (!keepAlive) {
        written.addListener(ChannelFutureListener.CLOSE);
      }
    } else if (request.method().equals(HttpMethod.HEAD)) {
      context.write(head(request, keepAlive));
      closeAfter(context, keepAlive, LastHttpContent.EMPTY_LAST_CONTENT);
    } else {
      refuse(context, keepAlive, HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET and HEAD");
    }
  }

  /** Of an old caller the end of the page is the end of the connection. */
  private static boolean keepsAlive(FullHttpRequest request) {
    return request.decoderResult().isSuccess()
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && HttpUtil.isKeepAlive(request);
  }

  private static HttpResponse head(FullHttpRequest request, boolean keepAlive) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    HttpUtil.setTransferEncodingChunked(
        head, request.protocolVersion().equals(HttpVersion.HTTP_1_1));
    if (!keepAlive) {
      head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return head;
  }

  private static void refuse(
      ChannelHandlerContext context, boolean keepAlive, HttpResponseStatus status, String why) {
    FullHttpResponse response = LocalReply.of(status, why);
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    closeAfter(context, keepAlive, response);
  }

  private static void closeAfter(ChannelHandlerContext context, boolean keepAlive, Object last) {
    var written = context.writeAndFlush(last);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
