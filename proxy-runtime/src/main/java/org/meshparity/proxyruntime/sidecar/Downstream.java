package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A connection from a caller. Its requests are served one after another; what arrives meanwhile
 * waits, and after a little of that the connection is not read any more.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class Downstream extends ChannelInboundHandlerAdapter {

  private final HttpProxy proxy;
  private final Deque<Object> waiting = new ArrayDeque<>();
  private @Nullable Relay relay;

  Downstream(HttpProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    waiting.add(message);
    pump(context);
  }

  /** Passes on what may be passed on now. */
  void pump(ChannelHandlerContext context) {
    while (!waiting.isEmpty() && take(context, waiting.element())) {
      // everything happens in take
    }
    Relay current = relay;
    boolean hungry = waiting.isEmpty() && (current == null || current.isWritable());
    context.channel().config().setAutoRead(hungry);
  }

  /** Whether the message could be dealt with; it is no longer waiting then. */
  private boolean take(ChannelHandlerContext context, Object message) {
    Relay current = relay;
    if (message instanceof HttpRequest request) {
      return current == null && begin(context, request);
    }
    if (current != null && !current.isWritable()) {
      return false;
    }
    waiting.remove();
    if (current == null || !(message instanceof HttpContent content)) {
      ReferenceCountUtil.release(message);
      return true;
    }
    current.onRequestContent(content);
    return true;
  }

  private boolean begin(ChannelHandlerContext context, HttpRequest request) {
    waiting.remove();
    if (request.decoderResult().isFailure()) {
      ReferenceCountUtil.release(request);
      LocalReply.badRequest(context);
      return true;
    }
    Relay next = new Relay(proxy, context, this, request);
    relay = next;
    next.start(request);
    return true;
  }

  /** The request is over and the connection may serve the next. */
  void finished(ChannelHandlerContext context) {
    relay = null;
    // Not at once: this is called from inside the pump as well.
    context.executor().execute(() -> pump(context));
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    Relay current = relay;
    if (current != null) {
      current.onDownstreamWritable(context.channel().isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    Relay current = relay;
    relay = null;
    if (current != null) {
      current.onDownstreamGone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
