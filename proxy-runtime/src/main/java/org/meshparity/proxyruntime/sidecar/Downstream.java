package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.http.Refusal;
import org.meshparity.proxyruntime.http.RequestCheck;

/**
 * Where requests come from: a connection of HTTP/1, or one stream of HTTP/2. Requests are served
 * one after another; what arrives meanwhile waits, and after a little of that nothing is read any
 * more.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
abstract sealed class Downstream extends ChannelInboundHandlerAdapter
    permits Http1Downstream, Http2Downstream {

  private final HttpProxy proxy;
  private final Deque<Object> waiting = new ArrayDeque<>();
  private @Nullable ChannelHandlerContext context;
  private @Nullable Relay relay;
  private boolean pumping;

  Downstream(HttpProxy proxy) {
    this.proxy = proxy;
  }

  abstract boolean isHttp2();

  /** The facts of a request that begins now. */
  abstract Exchange exchange(HttpRequest request);

  abstract void writeInterim(HttpResponse response);

  /** Sends an answer's head, and all of it when that is all. */
  abstract void writeHead(HttpResponse response);

  abstract void write(HttpContent content);

  /** The answer is complete; tells what becomes of the connection. */
  abstract void ended(boolean requestEnded, boolean sound);

  /** The answer has begun and will never be complete: the caller must not think it is. */
  abstract void abort();

  /**
   * Answers what is no request.
   *
   * @param requestEnded whether all of it has come
   */
  abstract void refuse(Refusal refusal, boolean requestEnded);

  /** What belongs to no request under way. */
  abstract void leftOver(Object message);

  HttpProxy proxy() {
    return proxy;
  }

  ChannelHandlerContext context() {
    return Objects.requireNonNull(context, "not in a pipeline yet");
  }

  EventLoop loop() {
    return context().channel().eventLoop();
  }

  boolean isServing() {
    return relay != null;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    waiting.add(message);
    pump();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flushBoth();
  }

  /** Passes on what can be passed on since something changed. */
  final void resume() {
    pump();
    flushBoth();
  }

  private void flushBoth() {
    Relay current = relay;
    if (current != null) {
      current.flushRequest();
    }
  }

  private void pump() {
    if (pumping) {
      return; // it goes on where it is
    }
    pumping = true;
    while (!waiting.isEmpty() && take(waiting.element())) {
      // everything happens in take
    }
    pumping = false;
    Relay current = relay;
    setReading(waiting.isEmpty() && (current == null || current.isWritable()));
  }

  /** A stream that is read again tells its peer so, and Netty does not flush that by itself. */
  private void setReading(boolean reading) {
    ChannelConfig config = context().channel().config();
    boolean starts = reading && !config.isAutoRead();
    config.setAutoRead(reading);
    if (starts && isHttp2()) {
      context().flush();
    }
  }

  /** Whether the message could be dealt with; it is no longer waiting then. */
  private boolean take(Object message) {
    Relay current = relay;
    if (current == null) {
      waiting.remove();
      if (message instanceof HttpRequest request && takesRequests()) {
        begin(request);
      } else {
        leftOver(message);
      }
      return true;
    }
    if (message instanceof HttpRequest || !current.isWritable()) {
      return false;
    }
    waiting.remove();
    if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      current.onRequestBroken();
    } else if (message instanceof HttpContent content) {
      current.onRequestContent(content);
    } else {
      ReferenceCountUtil.release(message);
    }
    return true;
  }

  abstract boolean takesRequests();

  private void begin(HttpRequest request) {
    Refusal refusal = RequestCheck.refusal(request, proxy.settings().heads());
    if (refusal != null) {
      ReferenceCountUtil.release(request);
      refuse(refusal, request instanceof LastHttpContent);
      return;
    }
    Relay next = new Relay(proxy, this, exchange(request));
    relay = next;
    next.start(request);
  }

  /**
   * The request under way is answered.
   *
   * @param requestEnded whether all of it has come
   * @param sound whether what follows on the connection can be understood
   */
  final void over(boolean requestEnded, boolean sound) {
    relay = null;
    ended(requestEnded, sound);
    flush();
    if (!pumping && !waiting.isEmpty()) {
      // Not at once: this is called from inside a pool as well.
      context().executor().execute(this::resume);
    } else if (!pumping) {
      setReading(true);
    }
  }

  void flush() {
    context().flush();
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
