package org.meshparity.proxyruntime.sidecar;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A caller that speaks HTTP/2 frame by frame, and checks nothing of what it sends. */
final class Http2Caller implements AutoCloseable {

  private final Channel connection;
  private final List<Long> goAways = new CopyOnWriteArrayList<>();

  Http2Caller(Network network, int port) {
    connection =
        network
            .connector()
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient()
                                .validateHeaders(false)
                                .encoderIgnoreMaxHeaderListSize(true)
                                .gracefulShutdownTimeoutMillis(0)
                                .build(),
                            new Http2MultiplexHandler(new Stream()),
                            new GoAways());
                  }
                })
            .connect(InetAddress.getLoopbackAddress(), port)
            .syncUninterruptibly()
            .channel();
    // Its own window for all streams together must not be what a test runs into.
    connection.writeAndFlush(new DefaultHttp2WindowUpdateFrame(1 << 24));
  }

  private final class GoAways extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2GoAwayFrame goAway) {
        goAways.add(goAway.errorCode());
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** One request's stream, and what came back on it. */
  static final class Stream extends ChannelInboundHandlerAdapter {

    private final List<Http2Headers> heads = new CopyOnWriteArrayList<>();
    private final StringBuffer body = new StringBuffer();
    private volatile long bytes;
    private volatile long reset = -1;
    private volatile boolean ended;
    private volatile boolean closed;
    private volatile Channel channel;

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2HeadersFrame frame) {
        heads.add(frame.headers());
        ended = frame.isEndStream();
      } else if (message instanceof Http2DataFrame frame) {
        bytes += frame.content().readableBytes();
        if (body.length() < 10_000) {
          body.append(frame.content().toString(StandardCharsets.UTF_8));
        }
        ended = frame.isEndStream();
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof Http2ResetFrame frame) {
        reset = frame.errorCode();
      }
      ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closed = true;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    String status() {
      return heads.isEmpty() ? "" : heads.get(0).status().toString();
    }

    List<Http2Headers> heads() {
      return heads;
    }

    String body() {
      return body.toString();
    }

    long bytes() {
      return bytes;
    }

    long reset() {
      return reset;
    }

    boolean ended() {
      return ended;
    }

    boolean closed() {
      return closed;
    }

    Channel channel() {
      return channel;
    }

    void data(String text, boolean ends) {
      channel.writeAndFlush(
          new DefaultHttp2DataFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), ends));
    }

    void headers(Http2Headers headers, boolean ends) {
      channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, ends));
    }
  }

  static Http2Headers head(String method, String path) {
    return new DefaultHttp2Headers(false)
        .method(method)
        .path(path)
        .scheme("http")
        .authority("ratings");
  }

  Stream send(Http2Headers head, boolean ends) {
    Stream stream = new Stream();
    Http2StreamChannel channel =
        new Http2StreamChannelBootstrap(connection)
            .handler(stream)
            .open()
            .syncUninterruptibly()
            .getNow();
    stream.channel = channel;
    stream.headers(head, ends);
    return stream;
  }

  Channel connection() {
    return connection;
  }

  List<Long> goAways() {
    return goAways;
  }

  @Override
  public void close() {
    connection.close().syncUninterruptibly();
  }
}
