package org.meshparity.proxyruntime.mesh;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.sidecar.Network;

/** Calls one port of loopback over connections that stay open. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class HttpCaller implements AutoCloseable {

  private static final int MAX_ANSWER = 1 << 20;

  private final int port;
  private final Bootstrap connector;
  private final Deque<Channel> idle = new ConcurrentLinkedDeque<>();
  private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

  HttpCaller(int port, Network network) {
    this.port = port;
    connector =
        network
            .connector()
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    connections.add(channel);
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(MAX_ANSWER),
                            new Answers());
                  }
                });
  }

  /** Sends a request; completes with the answer's code, or with the reason why there is none. */
  CompletableFuture<Integer> call(String host, HttpMethod method, String path, byte[] body) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, method, path, Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.HOST, host);
    request.headers().set(HttpHeaderNames.USER_AGENT, "bookinfo");
    request.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Channel channel = idle.pollLast();
    if (channel != null && channel.isActive()) {
      send(channel, request, answer);
      return answer;
    }
    connector
        .connect(InetAddress.getLoopbackAddress(), port)
        .addListener(
            (io.netty.channel.ChannelFuture done) -> {
              if (done.isSuccess()) {
                send(done.channel(), request, answer);
              } else {
                request.release();
                answer.completeExceptionally(done.cause());
              }
            });
    return answer;
  }

  private static void send(
      Channel channel, FullHttpRequest request, CompletableFuture<Integer> answer) {
    channel
        .eventLoop()
        .execute(
            () -> {
              channel.pipeline().get(Answers.class).expect(answer);
              channel.writeAndFlush(request, channel.voidPromise());
            });
  }

  @Override
  public void close() {
    connections.close().awaitUninterruptibly();
  }

  /** Completes the one call under way on a connection. */
  private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {

    private @Nullable CompletableFuture<Integer> expected;

    void expect(CompletableFuture<Integer> answer) {
      expected = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      CompletableFuture<Integer> answer = expected;
      expected = null;
      idle.addLast(context.channel());
      if (answer != null) {
        answer.complete(response.status().code());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      CompletableFuture<Integer> answer = expected;
      expected = null;
      idle.remove(context.channel());
      if (answer != null) {
        answer.completeExceptionally(new IOException("connection closed before the answer"));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
