package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** A connection to an endpoint; hands what it receives to the request it is used for. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class Upstream extends ChannelInboundHandlerAdapter {

  private @Nullable Relay relay;

  void attach(Relay relay) {
    this.relay = relay;
  }

  void detach() {
    relay = null;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Relay current = relay;
    if (current == null) {
      // Bytes that nobody asked for: the connection cannot be trusted any more.
      ReferenceCountUtil.release(message);
      context.close();
      return;
    }
    if (message instanceof HttpResponse response) {
      current.onResponse(response);
    }
    if (message instanceof HttpContent content) {
      current.onResponseContent(content);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    Relay current = relay;
    if (current != null) {
      current.onUpstreamWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Relay current = relay;
    relay = null;
    if (current != null) {
      current.onUpstreamGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
