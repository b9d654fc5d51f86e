package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.http.HopHeaders;

/**
 * One request being carried from its caller to an endpoint, and the answer back, piece by piece.
 *
 * <p>Everything runs on the caller's connection's thread. The filters hear of the end exactly once,
 * whatever ends it: the answer's last byte, a caller that hangs up, an endpoint that does, or time.
 */
final class Relay implements Waiter, Watched {

  private final HttpProxy proxy;
  private final Downstream caller;
  private final Exchange exchange;

  private @Nullable EndpointPool waitsAt;
  private @Nullable HttpRequest head;
  private @Nullable Line line;
  private boolean starting;
  private boolean requestEnded;
  private boolean responseStarted;
  private boolean responseEnded;
  private boolean upstreamReusable = true;
  private long requestEndedNanos;
  private long activeNanos;

  Relay(HttpProxy proxy, Downstream caller, Exchange exchange) {
    this.proxy = proxy;
    this.caller = caller;
    this.exchange = exchange;
    activeNanos = System.nanoTime();
  }

  void start(HttpRequest request) {
    proxy.activity().requestBegun();
    proxy.watches().of(caller.loop()).add(this);
    requestEnded = request instanceof LastHttpContent;
    requestEndedNanos = activeNanos;
    Destination chosen = proxy.router().route(exchange.host());
    if (chosen != null) {
      exchange.routedTo(chosen);
    }
    HopHeaders.strip(request.headers());
    RequestIds.identify(request.headers());
    proxy.filters().forEach(filter -> filter.onRequest(exchange, request.headers()));
    if (chosen == null || chosen.address() == null) {
      fail(chosen == null ? Failure.NO_ROUTE : Failure.NO_HEALTHY_ENDPOINT);
      return;
    }
    request.setProtocolVersion(HttpVersion.HTTP_1_1);
    if (exchange.host().isEmpty()) {
      request.headers().set(HttpHeaderNames.HOST, chosen.service().host());
    }
    send(request, chosen);
  }

  private void send(HttpRequest request, Destination chosen) {
    EventLoop loop = caller.loop();
    EndpointPool pool = proxy.upstreams().of(chosen, proxy.usesHttp2(caller.isHttp2()), loop);
    head = request;
    waitsAt = pool;
    starting = true;
    pool.acquire(this);
    starting = false;
  }

  @Override
  public void connected(Line found) {
    HttpRequest request = head;
    waitsAt = null;
    head = null;
    if (request == null) {
      found.free(true); // the caller hung up meanwhile
      return;
    }
    line = found;
    found.attach(this);
    exchange.connected(found.handshake());
    found.writeHead(request);
    if (!starting) {
      found.flush();
      caller.resume();
    }
  }

  @Override
  public void refused(Failure failure) {
    waitsAt = null;
    head = null;
    if (!responseEnded) {
      fail(failure);
    }
  }

  boolean isHead() {
    return exchange.method().equals("HEAD");
  }

  boolean isUpstreamHttp2() {
    Line current = line;
    return current != null && current.isHttp2();
  }

  /** Whether a piece of the request's body can be taken now. */
  boolean isWritable() {
    Line current = line;
    return current != null && current.isWritable();
  }

  void flushRequest() {
    Line current = line;
    if (current != null) {
      current.flush();
    }
  }

  void flushResponse() {
    caller.flush();
  }

  void onRequestContent(HttpContent content) {
    exchange.requestContent(content);
    activeNanos = System.nanoTime();
    if (content instanceof LastHttpContent) {
      requestEnded = true;
      requestEndedNanos = activeNanos;
    }
    Line current = line;
    if (current == null) {
      content.release();
      return;
    }
    current.write(content);
  }

  /** The rest of the request will never come, for what came is no HTTP. */
  void onRequestBroken() {
    fail(Failure.MALFORMED_REQUEST);
  }

  void onInterim(HttpResponse response) {
    activeNanos = System.nanoTime();
    if (!responseStarted) {
      HopHeaders.strip(response.headers());
      caller.writeInterim(response);
    }
  }

  void onResponse(HttpResponse response) {
    activeNanos = System.nanoTime();
    if (responseStarted) {
      onUpstreamGone(Failure.CONNECTION_LOST);
      return;
    }
    upstreamReusable = isUpstreamHttp2() || HttpUtil.isKeepAlive(response);
    HopHeaders.strip(response.headers());
    begin(response);
    if (response instanceof LastHttpContent) {
      end();
      caller.writeHead(response);
      finish();
      return;
    }
    caller.writeHead(response);
  }

  private void begin(HttpResponse response) {
    responseStarted = true;
    proxy.filters().forEach(filter -> filter.onResponse(exchange, response.headers()));
    exchange.responded(response);
  }

  void onResponseContent(HttpContent content) {
    activeNanos = System.nanoTime();
    exchange.responseContent(content);
    if (content instanceof LastHttpContent) {
      end();
      caller.write(content);
      finish();
      return;
    }
    caller.write(content);
  }

  /** Answers in place of the endpoint, or breaks off the answer that has begun. */
  private void fail(Failure failure) {
    exchange.flagged(failure.flag());
    stopWaiting();
    boolean sound = failure != Failure.MALFORMED_REQUEST;
    if (responseStarted) {
      end();
      abandonLine();
      caller.abort();
      return;
    }
    FullHttpResponse reply = LocalReply.of(failure, exchange);
    begin(reply);
    exchange.responseContent(reply);
    end();
    abandonLine();
    caller.writeHead(reply);
    caller.over(requestEnded, sound);
  }

  private void end() {
    responseEnded = true;
    exchange.ended();
    proxy.watches().of(caller.loop()).remove(this);
    proxy.activity().requestOver();
    proxy.filters().forEach(filter -> filter.onEnd(exchange));
  }

  /** The answer is complete. A request that is not will not be: the endpoint has decided. */
  private void finish() {
    Line current = line;
    line = null;
    if (current != null && requestEnded) {
      current.free(upstreamReusable);
    } else if (current != null) {
      current.abort();
    }
    caller.over(requestEnded, true);
  }

  private void stopWaiting() {
    EndpointPool pool = waitsAt;
    waitsAt = null;
    head = null;
    if (pool != null) {
      pool.cancel(this);
    }
  }

  private void abandonLine() {
    Line current = line;
    line = null;
    if (current != null) {
      current.abort();
    }
  }

  void onUpstreamGone(Failure failure) {
    fail(failure);
  }

  void onDownstreamGone() {
    stopWaiting();
    abandonLine();
    if (!responseEnded) {
      exchange.flagged(Failure.CALLER_GONE);
      end();
    }
  }

  void onUpstreamWritable() {
    caller.resume();
  }

  void onDownstreamWritable(boolean writable) {
    Line current = line;
    if (current != null) {
      current.setReading(writable);
    }
  }

  @Override
  public void check(long now) {
    HttpSettings.Timeouts limits = proxy.settings().timeouts();
    if (requestEnded && isOver(now - requestEndedNanos, limits.request())) {
      fail(Failure.REQUEST_TIMEOUT);
    } else if (isOver(now - activeNanos, limits.streamIdle())) {
      fail(Failure.STREAM_IDLE);
    }
  }

  private static boolean isOver(long nanos, java.time.Duration limit) {
    return !limit.isZero() && nanos > limit.toNanos();
  }
}
