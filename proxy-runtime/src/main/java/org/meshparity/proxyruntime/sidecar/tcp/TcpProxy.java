package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.sidecar.security.MutualTls;

/**
 * One TCP listener: what its connections share, and how each begins.
 *
 * <p>The connection to the other proxy is the secured one: a destination's proxy accepts it, a
 * source's opens it. A connection that does not prove who it is goes no further, and the
 * application never hears of it.
 */
public final class TcpProxy extends ChannelInitializer<SocketChannel> {

  private final Reporter reporter;
  private final Supplier<@Nullable TcpRoute> router;
  private final TcpSettings settings;
  private final Surroundings surroundings;
  private final Semaphore upstreams;

  /**
   * A listener's proxy; it does not listen itself.
   *
   * @param reporter the side it stands on
   * @param router asked once for every connection; null is no route
   */
  public TcpProxy(
      Reporter reporter,
      Supplier<@Nullable TcpRoute> router,
      TcpSettings settings,
      Surroundings surroundings) {
    this.reporter = reporter;
    this.router = router;
    this.settings = settings;
    this.surroundings = surroundings;
    upstreams = new Semaphore(settings.maxConnections());
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    TcpRelay relay = new TcpRelay(this, channel);
    MutualTls tls = isSource() ? null : surroundings.tls();
    if (tls == null) {
      addRelay(relay, channel);
      relay.begin(null);
      return;
    }
    var proof = tls.accept(channel, settings.protocols());
    addRelay(relay, channel);
    proof.addListener(
        done -> {
          if (done.isSuccess()) {
            relay.begin(proof.getNow());
          }
        });
  }

  private void addRelay(TcpRelay relay, SocketChannel channel) {
    relay.addExchange(channel, !isSource());
    channel.pipeline().addLast(new RelayHandler(relay, true));
  }

  boolean isSource() {
    return reporter == Reporter.SOURCE;
  }

  Reporter reporter() {
    return reporter;
  }

  @Nullable TcpRoute route() {
    return router.get();
  }

  TcpSettings settings() {
    return settings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Semaphore upstreams() {
    return upstreams;
  }

  /**
   * What a listener finds around it.
   *
   * @param connector opens connections on the thread it is given
   * @param tls of the connection to the other proxy; null for plain text
   * @param exchange terms on which proxies introduce themselves; null when they do not
   * @param filters that connections pass, in order
   * @param countsCloseEarly whether a connection is over when its caller's side is, and not only
   *     when the endpoint's is too, as in 1.5.0
   */
  public record Surroundings(
      Bootstrap connector,
      @Nullable MutualTls tls,
      @Nullable PeerTerms exchange,
      List<TcpFilter.Factory> filters,
      boolean countsCloseEarly) {

    public Surroundings {
      filters = List.copyOf(filters);
    }
  }
}
