package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections to the endpoints a sidecar forwards to.
 *
 * <p>A connection is used on the thread that opened it only, so a request never changes threads.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class UpstreamPool {

  private final Network network;
  private final ChannelGroup connections;
  private final MeshSecurity security;
  private final Map<Key, Deque<Channel>> idle = new ConcurrentHashMap<>();

  UpstreamPool(Network network, ChannelGroup connections, MeshSecurity security) {
    this.security = security;
    this.network = network;
    this.connections = connections;
  }

  /** Hands over a connection, or the reason why there is none, on the given loop. */
  void acquire(
      Destination destination,
      boolean secured,
      EventLoop loop,
      BiConsumer<@Nullable Channel, @Nullable Throwable> whenReady) {
    InetSocketAddress address = destination.address();
    Deque<Channel> waiting = idle.computeIfAbsent(new Key(address, loop), k -> new ArrayDeque<>());
    Channel channel = waiting.pollLast();
    while (channel != null) {
      if (channel.isActive()) {
        whenReady.accept(channel, null);
        return;
      }
      channel = waiting.pollLast();
    }
    connect(destination, secured ? security : MeshSecurity.PLAIN, loop, whenReady);
  }

  private void connect(
      Destination destination,
      MeshSecurity how,
      EventLoop loop,
      BiConsumer<@Nullable Channel, @Nullable Throwable> whenReady) {
    InetSocketAddress address = destination.address();
    Promise<Handshake> proved = loop.newPromise();
    ChannelFuture connecting =
        network
            .connector()
            .clone(loop)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    connections.add(channel);
                    how.connect(channel, destination).addListener(new PromiseNotifier<>(proved));
                    channel.pipeline().addLast(new HttpClientCodec(), new Upstream());
                  }
                })
            .connect(address);
    Deque<Channel> waiting = idle.computeIfAbsent(new Key(address, loop), k -> new ArrayDeque<>());
    connecting.channel().closeFuture().addListener(closed -> waiting.remove(connecting.channel()));
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            whenReady.accept(null, done.cause());
            return;
          }
          proved.addListener(
              shown -> {
                if (shown.isSuccess()) {
                  proved.getNow().keepWith(connecting.channel());
                }
                whenReady.accept(shown.isSuccess() ? connecting.channel() : null, shown.cause());
              });
        });
  }

  /** Takes a connection back; must be called on its own loop, with nothing under way on it. */
  void release(InetSocketAddress address, Channel channel) {
    if (channel.isActive()) {
      channel.config().setAutoRead(true);
      idle.computeIfAbsent(new Key(address, channel.eventLoop()), k -> new ArrayDeque<>())
          .addLast(channel);
    }
  }

  private record Key(InetSocketAddress address, EventLoop loop) {}
}
