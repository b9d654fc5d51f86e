package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;

/** The end of one side's pipeline: hands what happens there to the relay. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed close ends its connection, which is heard of
final class RelayHandler extends ChannelInboundHandlerAdapter {

  private final TcpRelay relay;
  private final boolean isCaller;

  RelayHandler(TcpRelay relay, boolean isCaller) {
    this.relay = relay;
    this.isCaller = isCaller;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isCaller) {
      relay.fromCaller((ByteBuf) message);
    } else {
      relay.fromEndpoint((ByteBuf) message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    relay.flush(isCaller);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    relay.writable(isCaller, context.channel().isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    if (event instanceof SslCloseCompletionEvent && tls != null) {
      if (tls.engine().isOutboundDone()) {
        context.close(); // up to TLS 1.2 the end of one direction is the end of both
      } else {
        relay.inputEnded(isCaller);
      }
    } else if (event instanceof ChannelInputShutdownEvent) {
      if (tls == null) {
        relay.inputEnded(isCaller);
      } else {
        context.close(); // after close_notify there is nothing to lose; without it, cut off
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (isCaller) {
      relay.callerGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
