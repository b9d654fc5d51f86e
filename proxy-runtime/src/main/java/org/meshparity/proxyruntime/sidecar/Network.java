package org.meshparity.proxyruntime.sidecar;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all proxies, applications and callers of one mesh share.
 *
 * <p>They do nothing but move bytes, so a handful serves any number of them.
 */
public final class Network implements AutoCloseable {

  private static final int PAGE_THREADS = 2;

  private final EventLoopGroup loops;
  private final EventLoopGroup pageLoops;
  private final io.grpc.netty.shaded.io.netty.channel.EventLoopGroup reportLoops;

  /**
   * Starts the threads.
   *
   * @param threads for proxying, 1 or more; one more sends reports, two write the proxies' pages
   */
  public Network(int threads) {
    loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("mesh", true), NioIoHandler.newFactory());
    pageLoops =
        new MultiThreadIoEventLoopGroup(
            PAGE_THREADS, new DefaultThreadFactory("mesh-pages", true), NioIoHandler.newFactory());
    reportLoops =
        new io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup(
            1,
            new io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory(
                "mesh-reports", true),
            io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler.newFactory());
  }

  /** Where timed work of the mesh is done; it must not block. */
  public ScheduledExecutorService timer() {
    return loops;
  }

  /** Where pages are made ready, which may take a while and must not keep a request waiting. */
  ScheduledExecutorService pageTimer() {
    return pageLoops;
  }

  io.grpc.netty.shaded.io.netty.channel.EventLoopGroup reportLoops() {
    return reportLoops;
  }

  /**
   * Listens; port 0 takes a free one.
   *
   * @throws IOException when the port cannot be had
   */
  public Channel listen(InetSocketAddress address, ChannelInitializer<SocketChannel> connection)
      throws IOException {
    return listen(address, connection, loops);
  }

  /** As {@link #listen}, for what is read by people and scrapers: on threads of its own. */
  Channel listenForPages(InetSocketAddress address, ChannelInitializer<SocketChannel> connection)
      throws IOException {
    return listen(address, connection, pageLoops);
  }

  private static Channel listen(
      InetSocketAddress address, ChannelInitializer<SocketChannel> connection, EventLoopGroup on)
      throws IOException {
    var bound =
        new ServerBootstrap()
            .group(on)
            .channel(NioServerSocketChannel.class)
            .childHandler(connection)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
    }
    return bound.channel();
  }

  /** A connector whose connections live on these threads. */
  public Bootstrap connector() {
    return new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000);
  }

  /** The port a listening channel got. */
  public static int port(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  @Override
  public void close() {
    var proxying = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    var paging = pageLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    var reporting = reportLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    boolean proxyingEnded = proxying.awaitUninterruptibly(5_000);
    boolean pagingEnded = paging.awaitUninterruptibly(5_000);
    boolean unused = reporting.awaitUninterruptibly(5_000) && proxyingEnded && pagingEnded;
  }
}
