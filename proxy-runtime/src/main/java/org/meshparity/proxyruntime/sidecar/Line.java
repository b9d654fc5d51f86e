package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;

/** One request's way to an endpoint: a connection of HTTP/1, or a stream of HTTP/2. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class Line {

  private final Channel channel;
  private final Upstream answers;
  private final UpstreamConnection connection;

  Line(Channel channel, Upstream answers, UpstreamConnection connection) {
    this.channel = channel;
    this.answers = answers;
    this.connection = connection;
  }

  /** Answers go to this request from now on. */
  void attach(Relay relay) {
    answers.attach(relay);
  }

  Handshake handshake() {
    return Handshake.of(connection.channel());
  }

  boolean isHttp2() {
    return connection.isHttp2();
  }

  void writeHead(HttpRequest request) {
    boolean endsHere = request instanceof LastHttpContent;
    if (!isHttp2() && !endsHere && !HttpUtil.isContentLengthSet(request)) {
      HttpUtil.setTransferEncodingChunked(request, true);
    }
    if (!isHttp2()) {
      request.headers().remove(HttpHeaderNames.TE); // it would have to be named in Connection
    }
    write(request);
  }

  void write(HttpObject message) {
    channel.write(message, isHttp2() ? channel.newPromise() : channel.voidPromise());
  }

  void flush() {
    channel.flush();
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  /** Whether answers are read; while they are not, the endpoint has to wait. */
  void setReading(boolean reading) {
    boolean starts = reading && !channel.config().isAutoRead();
    channel.config().setAutoRead(reading);
    if (starts && isHttp2()) {
      channel.flush(); // tells the endpoint, which Netty does not do by itself
    }
  }

  /** The request and its answer are over; the connection may serve the next. */
  void free(boolean reusable) {
    answers.detach();
    if (!isHttp2()) {
      channel.config().setAutoRead(true);
    }
    connection.freed(reusable);
  }

  /** One of both is not over and never will be. */
  void abort() {
    answers.detach();
    if (isHttp2()) {
      channel
          .writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL))
          .addListener(done -> channel.close());
    }
    connection.freed(isHttp2());
  }
}
