package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One request being carried from its caller to an endpoint, and the answer back, piece by piece.
 *
 * <p>Everything runs on the caller's connection's thread. The filters hear of the end exactly once,
 * whatever ends it: the answer's last byte, a caller that hangs up, an endpoint that does.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class Relay {

  private final HttpProxy proxy;
  private final ChannelHandlerContext caller;
  private final Downstream downstream;
  private final Exchange exchange;
  private final boolean keepAlive;
  private final boolean isHead;

  private @Nullable Destination destination;
  private @Nullable Channel upstream;
  private boolean requestEnded;
  private boolean responseStarted;
  private boolean responseEnded;
  private boolean interim;
  private boolean upstreamReusable = true;
  private boolean answeredHere;

  Relay(HttpProxy proxy, ChannelHandlerContext caller, Downstream downstream, HttpRequest request) {
    this.proxy = proxy;
    this.caller = caller;
    this.downstream = downstream;
    exchange = new Exchange(proxy.direction(), request);
    if (exchange.isInbound()) {
      exchange.proved(Handshake.of(caller.channel()));
    }
    keepAlive = HttpUtil.isKeepAlive(request);
    isHead = request.method().name().equals("HEAD");
  }

  void start(HttpRequest request) {
    Destination chosen = proxy.router().route(exchange.host());
    destination = chosen;
    if (chosen == null) {
      proxy.filters().forEach(filter -> filter.onRequest(exchange, request.headers()));
      answer(HttpResponseStatus.NOT_FOUND, "NR", "no route to " + exchange.host());
      return;
    }
    exchange.routedTo(chosen);
    HopHeaders.strip(request.headers());
    proxy.filters().forEach(filter -> filter.onRequest(exchange, request.headers()));
    request.setProtocolVersion(HttpVersion.HTTP_1_1);
    proxy
        .upstreams()
        .acquire(
            chosen,
            !exchange.isInbound(),
            caller.channel().eventLoop(),
            (channel, failure) -> connected(request, channel));
  }

  private void connected(HttpRequest request, @Nullable Channel channel) {
    if (channel == null) {
      answer(HttpResponseStatus.SERVICE_UNAVAILABLE, "UF", "endpoint refused the connection");
      downstream.pump(caller);
      return;
    }
    if (responseEnded) {
      giveBack(channel); // the caller hung up meanwhile
      return;
    }
    upstream = channel;
    if (!exchange.isInbound()) {
      exchange.proved(Handshake.of(channel));
    }
    channel.pipeline().get(Upstream.class).attach(this);
    channel.writeAndFlush(request, channel.voidPromise());
    if (!requestEnded) {
      // Not from inside the pump, which may be what brought us here.
      caller.executor().execute(() -> downstream.pump(caller));
    }
  }

  /** Whether a piece of the request's body can be taken now. */
  boolean isWritable() {
    Channel channel = upstream;
    return answeredHere || responseEnded || (channel != null && channel.isWritable());
  }

  void onRequestContent(HttpContent content) {
    exchange.requestBytes(content.content().readableBytes());
    requestEnded = content instanceof LastHttpContent;
    Channel channel = upstream;
    if (channel != null && !answeredHere && channel.isActive()) {
      channel.writeAndFlush(content, channel.voidPromise());
    } else {
      ReferenceCountUtil.release(content);
    }
    finishIfOver();
  }

  void onResponse(HttpResponse response) {
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      interim = true;
      caller.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status()));
      return;
    }
    upstreamReusable = HttpUtil.isKeepAlive(response) && response.decoderResult().isSuccess();
    HopHeaders.strip(response.headers());
    frame(response);
    send(new DefaultHttpResponse(HttpVersion.HTTP_1_1, response.status(), response.headers()));
  }

  /** An answer whose end was the end of its connection gets an end of its own. */
  private void frame(HttpResponse response) {
    int code = response.status().code();
    boolean bodyless = isHead || code == 204 || code == 304;
    if (!bodyless && !HttpUtil.isContentLengthSet(response)) {
      HttpUtil.setTransferEncodingChunked(response, true);
    }
  }

  private void send(HttpResponse response) {
    responseStarted = true;
    proxy.filters().forEach(filter -> filter.onResponse(exchange, response.headers()));
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    exchange.responded(response);
    caller.write(response, caller.voidPromise());
  }

  void onResponseContent(HttpContent content) {
    boolean last = content instanceof LastHttpContent;
    if (interim || answeredHere) {
      interim = interim && !last;
      ReferenceCountUtil.release(content);
      return;
    }
    exchange.responseBytes(content.content().readableBytes());
    if (!last) {
      caller.writeAndFlush(content, caller.voidPromise());
      return;
    }
    exchange.trailers(((LastHttpContent) content).trailingHeaders());
    end();
    caller.writeAndFlush(content, caller.voidPromise());
    finishIfOver();
  }

  /** Answers in the endpoint's place; the rest of the request is read and dropped. */
  private void answer(HttpResponseStatus status, String flags, String text) {
    answeredHere = true;
    exchange.flagged(flags);
    FullHttpResponse reply = LocalReply.of(status, text);
    send(reply);
    exchange.responseBytes(reply.content().readableBytes());
    end();
    caller.flush();
    finishIfOver();
  }

  private void end() {
    responseEnded = true;
    exchange.ended();
    proxy.filters().forEach(filter -> filter.onEnd(exchange));
  }

  private void finishIfOver() {
    if (!requestEnded || !responseEnded) {
      return;
    }
    Channel channel = upstream;
    upstream = null;
    if (channel != null) {
      giveBack(channel);
    }
    if (!keepAlive) {
      caller.writeAndFlush(caller.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    downstream.finished(caller);
  }

  private void giveBack(Channel channel) {
    channel.pipeline().get(Upstream.class).detach();
    Destination from = destination;
    if (upstreamReusable && from != null) {
      proxy.upstreams().release(from.address(), channel);
    } else {
      channel.close();
    }
  }

  void onUpstreamGone() {
    upstream = null;
    if (responseEnded) {
      return;
    }
    if (!responseStarted) {
      answer(HttpResponseStatus.SERVICE_UNAVAILABLE, "UC", "endpoint closed the connection");
      downstream.pump(caller);
      return;
    }
    exchange.flagged("UC");
    end();
    caller.close();
  }

  void onDownstreamGone() {
    Channel channel = upstream;
    upstream = null;
    if (channel != null) {
      channel.pipeline().get(Upstream.class).detach();
      channel.close();
    }
    if (!responseEnded) {
      exchange.flagged("DC");
      end();
    }
  }

  void onUpstreamWritable() {
    downstream.pump(caller);
  }

  void onDownstreamWritable(boolean writable) {
    Channel channel = upstream;
    if (channel != null) {
      channel.config().setAutoRead(writable);
    }
  }
}
