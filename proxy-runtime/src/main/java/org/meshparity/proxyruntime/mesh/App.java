package org.meshparity.proxyruntime.mesh;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.meshparity.proxyruntime.sidecar.Network;

/**
 * One application of Bookinfo: thinks a while, calls the services it needs, answers.
 *
 * <p>It speaks plain HTTP to its own sidecar only and knows nothing of a mesh. An error of a
 * service it calls is not its own: as in the original, the page then says so and is still a 200.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class App implements AutoCloseable {

  private static final int MAX_BODY = 1 << 20;

  private final Bookinfo workload;
  private final MeshSettings.Load load;
  private final Network network;
  private final Random random;
  private final AtomicInteger answers = new AtomicInteger();
  private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final CompletableFuture<HttpCaller> ownSidecar = new CompletableFuture<>();
  private final int port;

  private App(Bookinfo workload, MeshSettings.Load load, Network network) throws IOException {
    this.workload = workload;
    this.load = load;
    this.network = network;
    random = new Random(load.seed() * 31 + workload.name().hashCode());
    Channel listener =
        network.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channels.add(channel);
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Requests());
              }
            });
    channels.add(listener);
    port = Network.port(listener);
  }

  static App start(Bookinfo workload, MeshSettings.Load load, Network network) throws IOException {
    return new App(workload, load, network);
  }

  int port() {
    return port;
  }

  /** From now on it can call others. */
  void callThrough(HttpCaller sidecar) {
    ownSidecar.complete(sidecar);
  }

  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
  }

  private void handle(ChannelHandlerContext context, HttpMethod method, byte[] body) {
    long think = load.latency().microseconds(workload.typicalMillis(), random);
    Runnable answering =
        () -> {
          var unused =
              callOthers(method, body)
                  .thenRun(() -> context.writeAndFlush(answer(), context.voidPromise()));
        };
    var unused = network.timer().schedule(answering, think, TimeUnit.MICROSECONDS);
  }

  /** Completes when all have answered, with whatever. */
  private CompletableFuture<Void> callOthers(HttpMethod method, byte[] body) {
    return CompletableFuture.allOf(
        workload.calls().stream()
            .map(
                service ->
                    ownSidecar
                        .thenCompose(
                            sidecar -> sidecar.call(service + ":9080", method, "/" + service, body))
                        .exceptionally(failure -> 0))
            .toArray(CompletableFuture[]::new));
  }

  private FullHttpResponse answer() {
    boolean fails = random.nextDouble() < load.errorShare();
    byte[] body = new byte[fails ? 21 : workload.answerBytes(answers.getAndIncrement())];
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            fails ? HttpResponseStatus.INTERNAL_SERVER_ERROR : HttpResponseStatus.OK,
            Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream");
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return response;
  }

  private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      handle(context, request.method(), ByteBufUtil.getBytes(request.content()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
