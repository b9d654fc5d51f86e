package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** The ports on which one sidecar listens, and all connections that it has. */
final class Ports {

  private final Network network;
  private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final ChannelGroup listeners = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

  Ports(Network network) {
    this.network = network;
  }

  /** Where each connection is to be noted by whoever opens it. */
  ChannelGroup connections() {
    return connections;
  }

  /** Takes callers who are carried until the sidecar takes no more; returns the port. */
  int listen(InetSocketAddress address, ChannelInitializer<SocketChannel> accepted)
      throws IOException {
    Channel listener = network.listen(address, accepted);
    listeners.add(listener);
    return Network.port(listener);
  }

  /** Takes callers who want the page, until the sidecar is closed; returns the port. */
  int listenForPages(InetSocketAddress address, Consumer<SocketChannel> pipeline)
      throws IOException {
    Channel listener = network.listenForPages(address, noting(pipeline));
    connections.add(listener);
    return Network.port(listener);
  }

  /** Notes each connection before its pipeline is made. */
  ChannelInitializer<SocketChannel> noting(Consumer<SocketChannel> pipeline) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        pipeline.accept(channel);
      }
    };
  }

  /** Takes no more callers but for the page. */
  void takeNoMore() {
    listeners.close().awaitUninterruptibly();
  }

  /** Tells every connection to come to its end. */
  void drain() {
    connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Drain.NOW));
  }

  /** Hangs up. */
  void hangUp() {
    connections.close().awaitUninterruptibly();
  }
}
