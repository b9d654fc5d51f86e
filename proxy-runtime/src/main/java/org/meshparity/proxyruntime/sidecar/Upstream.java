package org.meshparity.proxyruntime.sidecar;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * What comes from an endpoint, handed to the request it answers.
 *
 * <p>The decoder of HTTP/1 ends every head with an end of its own; here a head without a body
 * becomes one message, as HTTP/2 has it, so that nothing behind has to tell the two apart.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class Upstream extends ChannelInboundHandlerAdapter {

  private @Nullable Relay relay;
  private boolean skipsEnd;
  private boolean wasReset;

  void attach(Relay relay) {
    this.relay = relay;
  }

  void detach() {
    relay = null;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Relay current = relay;
    if (skipsEnd && message instanceof LastHttpContent && !(message instanceof HttpResponse)) {
      skipsEnd = false;
      ReferenceCountUtil.release(message);
      return;
    }
    if (current == null || isBroken(message)) {
      // Bytes that nobody asked for, or no HTTP: the connection cannot be trusted any more.
      ReferenceCountUtil.release(message);
      context.close();
      return;
    }
    if (message instanceof HttpResponse response) {
      answer(current, response);
    } else if (message instanceof HttpContent content) {
      current.onResponseContent(content);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  private static boolean isBroken(Object message) {
    return message instanceof HttpObject object && object.decoderResult().isFailure();
  }

  private void answer(Relay current, HttpResponse response) {
    boolean isWhole = response instanceof LastHttpContent;
    if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      skipsEnd = !current.isUpstreamHttp2();
      current.onInterim(response);
    } else if (!isWhole && !current.isUpstreamHttp2() && isBodyless(current, response)) {
      skipsEnd = true;
      current.onResponse(whole(response));
    } else {
      current.onResponse(response);
    }
  }

  private static boolean isBodyless(Relay current, HttpResponse response) {
    int code = response.status().code();
    return current.isHead()
        || code == 204
        || code == 304
        || (!HttpUtil.isTransferEncodingChunked(response)
            && HttpUtil.getContentLength(response, -1L) == 0);
  }

  private static HttpResponse whole(HttpResponse head) {
    return new DefaultFullHttpResponse(
        head.protocolVersion(),
        head.status(),
        Unpooled.EMPTY_BUFFER,
        head.headers(),
        io.netty.handler.codec.http.EmptyHttpHeaders.INSTANCE);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    Relay current = relay;
    if (current != null) {
      current.flushResponse();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    Relay current = relay;
    if (current != null && context.channel().isWritable()) {
      current.onUpstreamWritable();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      wasReset = true;
    }
    ReferenceCountUtil.release(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Relay current = relay;
    relay = null;
    if (current != null) {
      current.onUpstreamGone(wasReset ? Failure.REMOTE_RESET : Failure.CONNECTION_LOST);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
