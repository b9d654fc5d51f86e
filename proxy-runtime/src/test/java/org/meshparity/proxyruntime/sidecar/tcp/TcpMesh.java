package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.inproxy.ExchangeCounters;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.inproxy.StatsPage;
import org.meshparity.proxyruntime.inproxy.TcpExchange;
import org.meshparity.proxyruntime.sidecar.security.MeshCa;
import org.meshparity.proxyruntime.sidecar.security.MutualTls;
import org.meshparity.proxyruntime.sidecar.security.SpiffeId;
import org.meshparity.proxyruntime.sidecar.security.WorkloadIdentity;

/** A caller's and a destination's TCP proxy over real sockets. */
final class TcpMesh implements AutoCloseable {

  static final NodeMetadata CLIENT = node("productpage");
  static final NodeMetadata SERVER = node("ratings");

  final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final MeshCa ca = MeshCa.inMemory("cluster.local");
  final Side client = new Side(Reporter.SOURCE, CLIENT, id("client"));
  final Side server = new Side(Reporter.DESTINATION, SERVER, id("server"));

  private static NodeMetadata node(String app) {
    return new NodeMetadata(
        app + "-id",
        app + "-pod",
        "default",
        app + "-v1",
        "",
        "",
        Map.of("app", app, "version", "v1"));
  }

  static SpiffeId id(String account) {
    return new SpiffeId("cluster.local", "default", account);
  }

  static TcpRoute route(String cluster, @Nullable InetSocketAddress address) {
    return new TcpRoute(cluster, address, AttributeBag.builder().build(), Set.of());
  }

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Starts the destination's proxy before this application and returns its port. */
  int serve(int applicationPort) {
    TcpRoute route =
        route("inbound|9000|tcp|server.default.svc.cluster.local", loopback(applicationPort));
    return listen(server.proxy(() -> route));
  }

  /** Starts the caller's proxy, which leads to this port, and returns its own. */
  int lead(int proxyPort) {
    TcpRoute route = route("outbound|9000||server.default.svc.cluster.local", loopback(proxyPort));
    return listen(client.proxy(() -> route));
  }

  int listen(ChannelInitializer<SocketChannel> proxy) {
    Channel listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(proxy)
            .bind(loopback(0))
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  Bootstrap connector() {
    return new Bootstrap().group(loops).channel(NioSocketChannel.class);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** One of the two proxies, as it will be set up. */
  final class Side {

    final ExchangeCounters counters = new ExchangeCounters();
    final RecordingFilter recorded = new RecordingFilter();
    MutualTls tls;
    TcpSettings settings = TcpSettings.DEFAULT;
    PeerTerms terms;
    List<TcpFilter.Factory> filters = List.of(recorded);

    private final Reporter reporter;

    private Side(Reporter reporter, NodeMetadata node, SpiffeId id) {
      this.reporter = reporter;
      tls = new MutualTls(new WorkloadIdentity(ca, id));
      terms =
          new PeerTerms(
              TcpExchange.PROTOCOL, () -> TcpExchange.frame(node), counters, Duration.ofSeconds(1));
    }

    TcpProxy proxy(Supplier<@Nullable TcpRoute> router) {
      return new TcpProxy(
          reporter,
          router,
          settings,
          new TcpProxy.Surroundings(connector(), tls, terms, filters, true));
    }

    String page() {
      StatsPage page = new StatsPage();
      counters.writeTo(page);
      return page.toString();
    }
  }
}
