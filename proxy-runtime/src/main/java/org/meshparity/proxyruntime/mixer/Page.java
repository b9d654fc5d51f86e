package org.meshparity.proxyruntime.mixer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * One port that serves one page of metrics at {@code /metrics}.
 *
 * <p>Nobody's slowness costs a thread here, and who takes nothing for a while, asks for nothing or
 * is one too many is hung up on.
 */
final class Page implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 200;
  private static final int MOST_REQUEST_BYTES = 64 * 1024;
  private static final int IDLE_SECONDS = 300;
  private static final int STUCK_SECONDS = 30;

  private final CollectorRegistry registry;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listener;

  private Page(String listen, int port, EventLoopGroup loop, CollectorRegistry registry)
      throws IOException {
    this.registry = registry;
    this.listener = bind(listen, port, loop);
  }

  /** Starts serving what the registry has, asked anew for every request. */
  static Page serve(String listen, int port, EventLoopGroup loop, CollectorRegistry registry)
      throws IOException {
    return new Page(listen, port, loop, registry);
  }

  private Channel bind(String listen, int port, EventLoopGroup loop) throws IOException {
    var bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Connection())
            .bind(new InetSocketAddress(listen, port))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + listen + ":" + port + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return bound.channel();
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
  }

  private final class Connection extends ChannelInitializer<SocketChannel> {

    @Override
    protected void initChannel(SocketChannel channel) {
      if (connections.size() >= MOST_CONNECTIONS) {
        var unused = channel.close();
        return;
      }
      connections.add(channel);
      channel
          .pipeline()
          .addLast(
              new ReadTimeoutHandler(IDLE_SECONDS, TimeUnit.SECONDS),
              new WriteTimeoutHandler(STUCK_SECONDS, TimeUnit.SECONDS),
              new HttpServerCodec(),
              new HttpObjectAggregator(MOST_REQUEST_BYTES),
              new HttpContentCompressor(),
              new ChunkedWriteHandler(),
              new PageHandler(registry));
    }
  }
}
