package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the endpoints a sidecar forwards to.
 *
 * <p>A connection is used on the thread that opened it only, so a request never changes threads.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class UpstreamPool {

  private final Network network;
  private final ChannelGroup channels;
  private final HttpSettings settings;
  private final MeshSecurity security;
  private final Watches watches;
  private final Map<Endpoint.Key, EndpointPool> pools = new ConcurrentHashMap<>();
  private final Map<Destination, Endpoint> endpoints = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();

  UpstreamPool(
      Network network,
      ChannelGroup channels,
      HttpSettings settings,
      MeshSecurity security,
      Watches watches) {
    this.network = network;
    this.channels = channels;
    this.settings = settings;
    this.security = security;
    this.watches = watches;
  }

  /** The pool for requests of this loop to this destination. */
  EndpointPool of(Destination destination, boolean isHttp2, EventLoop loop) {
    Endpoint.Key key = new Endpoint.Key(destination, isHttp2, loop);
    EndpointPool known = pools.get(key);
    return known != null ? known : pools.computeIfAbsent(key, this::newPool);
  }

  private EndpointPool newPool(Endpoint.Key key) {
    Endpoint endpoint = endpoints.computeIfAbsent(key.destination(), at -> new Endpoint());
    return new EndpointPool(key, endpoint, this, settings);
  }

  /** How many connections there are, to all endpoints. */
  int connections() {
    return connections.get();
  }

  void connect(Endpoint.Key key, EndpointPool pool) {
    Connecting connecting = new Connecting(key, pool);
    ChannelFuture connected =
        network
            .connector()
            .clone(key.loop())
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) Math.min(Integer.MAX_VALUE, settings.timeouts().connect().toMillis()))
            .handler(connecting)
            .connect(key.destination().endpoint());
    // Never at once: a refusal would come while the pool is still being asked, and a connection
    // while its codec has not greeted.
    connected.addListener(done -> key.loop().execute(() -> connecting.connected(connected)));
  }

  void established(Channel channel, UpstreamConnection connection) {
    connections.incrementAndGet();
    channel.attr(UpstreamHandlers.CONNECTION).set(connection);
    watches.of(channel.eventLoop()).add(connection);
  }

  void lost(Channel channel, UpstreamConnection connection) {
    connections.decrementAndGet();
    watches.of(channel.eventLoop()).remove(connection);
  }

  /** A connection on its way: first the handshake's handlers, then those of HTTP. */
  private final class Connecting extends ChannelInitializer<SocketChannel> {

    private final Endpoint.Key key;
    private final EndpointPool pool;
    private @Nullable Future<Handshake> secured;

    Connecting(Endpoint.Key key, EndpointPool pool) {
      this.key = key;
      this.pool = pool;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channels.add(channel);
      secured = security.connect(channel, key.destination());
      UpstreamHandlers.add(channel.pipeline(), key.isHttp2(), settings.heads());
    }

    void connected(ChannelFuture connected) {
      Future<Handshake> handshake = secured;
      if (!connected.isSuccess() || handshake == null) {
        pool.failed();
        return;
      }
      handshake.addListener(
          done -> {
            if (done.isSuccess() && connected.channel().isActive()) {
              handshake.getNow().keepWith(connected.channel());
              pool.connected(connected.channel());
            } else {
              connected.channel().close();
              pool.failed();
            }
          });
    }
  }
}
