package org.meshparity.proxyruntime.sidecar.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.sidecar.security.MutualTls;
import org.meshparity.proxyruntime.sidecar.security.Proof;
import org.meshparity.proxyruntime.sidecar.security.ServerName;

/**
 * Carries one connection's bytes from its caller to an endpoint and back.
 *
 * <p>Everything runs on the caller's connection's thread. Reading stops where the other side does
 * not keep up; the end of one direction is passed on as such. The filters hear of the end once,
 * whatever ends it.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a failed write or close ends its connection, which is heard of
final class TcpRelay {

  /** One attempt is made, and after it there is no other: Envoy says both. */
  private static final String CONNECT_FAILED = "UF,URX";

  private final TcpProxy proxy;
  private final SocketChannel downstream;
  private final TcpConnection connection;
  private final Deque<ByteBuf> early = new ArrayDeque<>();
  private List<TcpFilter> filters = List.of();

  private @Nullable Channel upstream;
  private @Nullable ScheduledFuture<?> timer;
  private boolean connected;
  private boolean begun;
  private boolean callerEnded;
  private boolean endpointEnded;
  private boolean over;
  private long lastByteNanos = System.nanoTime();

  TcpRelay(TcpProxy proxy, SocketChannel downstream) {
    this.proxy = proxy;
    this.downstream = downstream;
    connection = new TcpConnection(proxy.reporter(), downstream);
  }

  /** Lets the proxies introduce themselves on this channel, where it leads to another proxy. */
  void addExchange(SocketChannel channel, boolean leadsToProxy) {
    PeerTerms terms = proxy.surroundings().exchange();
    if (leadsToProxy && terms != null) {
      connection.willExchange();
      channel.pipeline().addLast(new PeerExchange(terms, connection::exchanged));
    }
  }

  /** The caller is there, and proved who it is where it must. */
  void begin(@Nullable Proof proof) {
    begun = true;
    if (proof != null) {
      connection.proved(proof);
    }
    downstream.config().setAutoRead(false);
    TcpRoute route = proxy.route();
    connection.routedTo(route);
    filters = proxy.surroundings().filters().stream().map(each -> each.start(connection)).toList();
    InetSocketAddress address = route == null ? null : route.address();
    if (route == null) {
      fail("NR");
    } else if (address == null) {
      fail("UH");
    } else if (!proxy.upstreams().tryAcquire()) {
      fail("UO");
    } else {
      connect(route, address);
    }
  }

  private void fail(String why) {
    connection.flagged(why);
    downstream.close();
  }

  private void connect(TcpRoute route, InetSocketAddress address) {
    timer = after(proxy.settings().connect().toNanos(), () -> closeNow(upstream));
    MutualTls tls = proxy.isSource() ? proxy.surroundings().tls() : null;
    var connecting =
        proxy
            .surroundings()
            .connector()
            .clone(connection.loop())
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    prepare(channel, route, tls);
                  }
                })
            .connect(address);
    upstream = connecting.channel();
    connecting.channel().closeFuture().addListener(closed -> endpointGone());
    if (tls == null) {
      connecting.addListener(
          done -> {
            if (done.isSuccess()) {
              connected(null);
            }
          });
    }
  }

  private void prepare(SocketChannel channel, TcpRoute route, @Nullable MutualTls tls) {
    if (tls != null) {
      String name = ServerName.ofCluster(route.cluster());
      var proof = tls.connect(channel, proxy.settings().protocols(), route.expected(), name);
      proof.addListener(
          done -> {
            if (done.isSuccess()) {
              connected(proof.getNow());
            }
          });
    }
    addExchange(channel, proxy.isSource());
    channel.pipeline().addLast(new RelayHandler(this, false));
  }

  private void connected(@Nullable Proof proof) {
    cancelTimer();
    connected = true;
    if (proof != null) {
      connection.proved(proof);
    }
    touch();
    watchIdleness();
    while (!early.isEmpty()) {
      toEndpoint(early.remove());
    }
    flush(true);
    Channel endpoint = upstream;
    if (callerEnded && endpoint != null) {
      HalfClose.after(endpoint);
    }
    downstream.config().setAutoRead(endpoint != null && endpoint.isWritable());
  }

  void fromCaller(ByteBuf data) {
    if (!connected) {
      early.add(data); // read before reading stopped: one burst at most
      return;
    }
    toEndpoint(data);
  }

  private void toEndpoint(ByteBuf data) {
    touch();
    int bytes = data.readableBytes();
    filters.forEach(filter -> filter.received(bytes));
    Channel endpoint = upstream;
    if (endpoint == null || !endpoint.isActive()) {
      data.release();
      return;
    }
    endpoint.write(data, endpoint.voidPromise());
    if (!endpoint.isWritable()) {
      downstream.config().setAutoRead(false);
    }
  }

  void fromEndpoint(ByteBuf data) {
    touch();
    int bytes = data.readableBytes();
    filters.forEach(filter -> filter.sent(bytes));
    downstream.write(data, downstream.voidPromise());
    Channel endpoint = upstream;
    if (!downstream.isWritable() && endpoint != null) {
      endpoint.config().setAutoRead(false);
    }
  }

  /** What one side sent so far goes out to the other. */
  void flush(boolean fromCaller) {
    Channel to = fromCaller ? upstream : downstream;
    if (to != null && connected) {
      to.flush();
    }
  }

  /** One side takes bytes again, or no more. */
  void writable(boolean isCaller, boolean writable) {
    Channel source = isCaller ? upstream : downstream;
    if (source != null && connected) {
      source.config().setAutoRead(writable);
    }
  }

  /** One side sends nothing more; what it sent before still goes out. */
  void inputEnded(boolean isCaller) {
    Channel endpoint = upstream;
    if (isCaller ? callerEnded : endpointEnded) {
      return;
    }
    callerEnded |= isCaller;
    endpointEnded |= !isCaller;
    if (endpoint == null || !connected) {
      return;
    }
    if (callerEnded && endpointEnded) {
      HalfClose.both(isCaller ? endpoint : downstream, isCaller ? downstream : endpoint);
      return;
    }
    HalfClose.after(isCaller ? endpoint : downstream);
  }

  void callerGone() {
    Channel endpoint = upstream;
    boolean both = endpoint == null || !endpoint.isOpen();
    if (both) {
      cancelTimer();
    } else {
      closeFlushed(endpoint); // the timer goes on: an endpoint that reads nothing is not kept
    }
    if (both || proxy.surroundings().countsCloseEarly()) {
      end();
    }
  }

  private void endpointGone() {
    proxy.upstreams().release();
    if (!downstream.isOpen()) {
      cancelTimer();
      end();
    } else if (connected) {
      closeFlushed(downstream);
    } else {
      cancelTimer();
      fail(CONNECT_FAILED);
    }
  }

  private void end() {
    if (over || !begun) {
      return;
    }
    over = true;
    early.forEach(ReferenceCountUtil::release);
    early.clear();
    filters.forEach(TcpFilter::closed);
  }

  private void touch() {
    lastByteNanos = System.nanoTime();
  }

  private void watchIdleness() {
    long left = proxy.settings().idle().toNanos() - (System.nanoTime() - lastByteNanos);
    if (left > 0) {
      timer = after(left, this::watchIdleness);
      return;
    }
    closeNow(upstream);
    closeNow(downstream);
  }

  private ScheduledFuture<?> after(long nanos, Runnable work) {
    return connection.loop().schedule(work, nanos, TimeUnit.NANOSECONDS);
  }

  private void cancelTimer() {
    ScheduledFuture<?> running = timer;
    timer = null;
    if (running != null) {
      running.cancel(false);
    }
  }

  private static void closeNow(@Nullable Channel channel) {
    if (channel != null) {
      channel.close();
    }
  }

  private static void closeFlushed(@Nullable Channel channel) {
    if (channel != null && channel.isActive()) {
      HalfClose.close(channel);
    } else {
      closeNow(channel);
    }
  }
}
