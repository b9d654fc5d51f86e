package org.meshparity.proxyruntime.sidecar;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.meshparity.proxyruntime.http.Http1RequestDecoder;
import org.meshparity.proxyruntime.http.Http1ResponseEncoder;
import org.meshparity.proxyruntime.http.Refusal;

/**
 * A caller's connection that speaks HTTP/1.
 *
 * <p>As in Envoy, a caller that closes its sending side has hung up. A connection that ends with an
 * answer is closed gently: the caller is given a second to read before what it still sends is
 * refused, for a reset would take the answer away from it.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class Http1Downstream extends Downstream implements Watched {

  private static final long LINGER_NANOS = 1_000_000_000L;

  /** What may still come of a request that is answered already, before the line is cut. */
  private static final int MAX_DISCARDED = 1 << 16;

  private final Http1RequestDecoder decoder;
  private final Http1ResponseEncoder encoder;
  private boolean keepAlive = true;
  private boolean isOld;
  private boolean skipsEnd;
  private int discardable;
  private boolean lingering;
  private boolean anyHead;
  private long quietSince = System.nanoTime();

  private Http1Downstream(
      HttpProxy proxy, Http1RequestDecoder decoder, Http1ResponseEncoder encoder) {
    super(proxy);
    this.decoder = decoder;
    this.encoder = encoder;
  }

  /** Puts the handlers for HTTP/1 at the end of a connection's pipeline. */
  static void addTo(ChannelPipeline pipeline, HttpProxy proxy) {
    Http1RequestDecoder decoder = new Http1RequestDecoder(proxy.settings().heads());
    Http1ResponseEncoder encoder = new Http1ResponseEncoder();
    pipeline.addLast(decoder, encoder, new Http1Downstream(proxy, decoder, encoder));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    super.handlerAdded(context);
    proxy().watches().of(loop()).add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    proxy().watches().of(loop()).remove(this);
    super.channelInactive(context);
  }

  @Override
  boolean isHttp2() {
    return false;
  }

  /** A head without a body is one message, as HTTP/2 has it. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (skipsEnd && message instanceof LastHttpContent) {
      skipsEnd = false;
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request && isBodyless(request)) {
      skipsEnd = true;
      super.channelRead(context, whole(request));
      return;
    }
    super.channelRead(context, message);
  }

  private static boolean isBodyless(HttpRequest request) {
    return request.decoderResult().isSuccess()
        && !HttpUtil.isTransferEncodingChunked(request)
        && HttpUtil.getContentLength(request, 0L) == 0;
  }

  private static HttpRequest whole(HttpRequest head) {
    return new DefaultFullHttpRequest(
        head.protocolVersion(),
        head.method(),
        head.uri(),
        Unpooled.EMPTY_BUFFER,
        head.headers(),
        EmptyHttpHeaders.INSTANCE);
  }

  @Override
  boolean takesRequests() {
    return !lingering && discardable == 0;
  }

  @Override
  Exchange exchange(HttpRequest request) {
    anyHead = true;
    keepAlive = HttpUtil.isKeepAlive(request);
    isOld = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    encoder.answersHead(request.method().name().equals("HEAD"));
    // A request that waited for the one before it begins when that one is over.
    long start = Math.max(decoder.firstByteNanos() - quietSince, 0) + quietSince;
    long head = Math.max(decoder.headNanos() - start, 0) + start;
    Caller caller =
        new Caller(
            isOld ? "HTTP/1.0" : "HTTP/1.1",
            start,
            head,
            context().channel().remoteAddress(),
            Handshake.of(context().channel()));
    return new Exchange(proxy().direction(), request, caller);
  }

  @Override
  void writeInterim(HttpResponse response) {
    if (isOld) {
      return; // it would take it for the answer
    }
    context()
        .writeAndFlush(
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                response.status(),
                Unpooled.EMPTY_BUFFER,
                response.headers(),
                EmptyHttpHeaders.INSTANCE));
  }

  @Override
  void writeHead(HttpResponse response) {
    frame(response);
    keepAlive = keepAlive && !proxy().activity().isDraining();
    response.setProtocolVersion(HttpVersion.HTTP_1_1);
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (isOld) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    context().write(response, context().voidPromise());
  }

  /** An answer whose end was the end of its connection or stream gets an end of its own. */
  private void frame(HttpResponse response) {
    int code = response.status().code();
    if (response instanceof LastHttpContent) {
      boolean mayHaveNone = code == 204 || code == 304 || encodesHead();
      if (!mayHaveNone && !HttpUtil.isContentLengthSet(response)) {
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
      }
      return;
    }
    if (HttpUtil.isContentLengthSet(response)) {
      return;
    }
    HttpUtil.setTransferEncodingChunked(response, !isOld);
    keepAlive = keepAlive && !isOld;
  }

  private boolean encodesHead() {
    return encoder.answersHead();
  }

  @Override
  void write(HttpContent content) {
    context().write(content, context().voidPromise());
  }

  @Override
  void ended(boolean requestEnded, boolean sound) {
    quietSince = System.nanoTime();
    if (!keepAlive || !sound) {
      linger();
    } else if (!requestEnded) {
      discardable = MAX_DISCARDED;
    }
  }

  @Override
  void abort() {
    over(true, true);
    context().flush();
    context().close();
  }

  @Override
  void refuse(Refusal refusal, boolean requestEnded) {
    quietSince = System.nanoTime();
    encoder.answersHead(false);
    context().writeAndFlush(LocalReply.of(refusal));
    linger();
  }

  @Override
  void leftOver(Object message) {
    if (discardable > 0 && message instanceof HttpContent content) {
      boolean isLast = content instanceof LastHttpContent;
      discardable = isLast ? 0 : discardable - content.content().readableBytes();
      if (discardable < 0) {
        discardable = 0;
        linger();
      }
    }
    ReferenceCountUtil.release(message);
  }

  private void linger() {
    if (lingering) {
      return;
    }
    lingering = true;
    context()
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            done -> {
              quietSince = System.nanoTime();
              closeSending();
            });
  }

  private void closeSending() {
    SslHandler secured = context().pipeline().get(SslHandler.class);
    if (secured != null) {
      secured.closeOutbound();
    } else if (context().channel() instanceof SocketChannel socket && socket.isActive()) {
      socket.shutdownOutput();
    }
  }

  @Override
  public void check(long now) {
    HttpSettings.Timeouts limits = proxy().settings().timeouts();
    if (isServing()) {
      return; // the request has limits of its own
    }
    if (lingering) {
      boolean sent =
          context().channel().unsafe().outboundBuffer() == null
              || context().channel().unsafe().outboundBuffer().totalPendingWriteBytes() == 0;
      if (isOver(now, quietSince, sent ? Duration.ofNanos(LINGER_NANOS) : limits.streamIdle())) {
        context().close();
      }
    } else if (discardable > 0) {
      if (now - quietSince > LINGER_NANOS) {
        linger();
      }
    } else if (decoder.isInHead() && isOver(now, decoder.firstByteNanos(), limits.head())) {
      refuse(
          new Refusal(HttpResponseStatus.REQUEST_TIMEOUT, "the request's head took too long"),
          false);
    } else if (!decoder.isInHead()
        && isOver(now, quietSince, anyHead ? limits.idle() : shorter(limits))) {
      context().close();
    }
  }

  private static Duration shorter(HttpSettings.Timeouts limits) {
    return limits.head().isZero() ? limits.idle() : limits.head();
  }

  private static boolean isOver(long now, long since, Duration limit) {
    return !limit.isZero() && now - since > limit.toNanos();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == Drain.NOW && !isServing() && !decoder.isInHead()) {
      linger();
    }
    ReferenceCountUtil.release(event);
  }
}
