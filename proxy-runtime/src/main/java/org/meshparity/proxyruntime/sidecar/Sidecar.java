package org.meshparity.proxyruntime.sidecar;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.InProxyStats;
import org.meshparity.proxyruntime.inproxy.OtlpExport;
import org.meshparity.proxyruntime.inproxy.StatsPage;
import org.meshparity.proxyruntime.sidecar.security.MutualTls;
import org.meshparity.proxyruntime.sidecar.tcp.TcpProxy;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;

/**
 * The proxy beside one workload: it carries the workload's requests and tells what it saw, to
 * Mixer, on its own page, or both.
 */
public final class Sidecar implements AutoCloseable {

  /** Where the page with its metrics is. */
  public static final String STATS_PATH = StatsListener.PATH;

  /** How long the last answers may take to reach their callers. */
  private static final Duration LAST_ANSWERS = Duration.ofMillis(1_500);

  private final SidecarSettings settings;
  private final Ports ports;
  private final long startNanos = System.nanoTime();
  private final InProxyStats stats;
  private final @Nullable MixerReports reports;
  private final List<HttpFilter> filters;
  private final UpstreamPool toApplication;
  private final UpstreamPool toSidecars;
  private final Activity activity;
  private final Watches watches;
  private final TcpListeners tcp;
  private final ScheduledFuture<?> flushing;
  private final @Nullable OtlpExport otlp;
  private final int statsPort;

  private Sidecar(SidecarSettings settings, Network network, @Nullable TelemetryMeter meter)
      throws IOException {
    this.settings = settings;
    ports = new Ports(network);
    stats = new InProxyStats(settings.inProxy());
    activity = new Activity(settings.http().limits().callers());
    watches = new Watches(settings.http().timeouts().shortest());
    toApplication = upstreams(network, MeshSecurity.PLAIN);
    toSidecars = upstreams(network, settings.security());
    statsPort =
        ports.listenForPages(
            settings.stats(), channel -> StatsListener.install(channel.pipeline(), this::page));
    reports = MixerReports.start(settings, network, ReportCounters.ofHttp(), meter);
    filters = HttpFilters.of(settings, stats, reports, meter);
    tcp = new TcpListeners(settings, network, stats);
    URI receiver = settings.inProxy().otlp();
    otlp = receiver == null ? null : OtlpExport.start(stats, receiver, OtlpExport.DEFAULT_INTERVAL);
    long flushMillis = settings.flush().toMillis();
    flushing =
        network
            .pageTimer()
            .scheduleAtFixedRate(
                meter == null ? stats::flush : meter.flushing(stats::flush),
                flushMillis,
                flushMillis,
                TimeUnit.MILLISECONDS);
  }

  /**
   * Starts the proxy with its page; it carries nothing until it listens.
   *
   * @throws IOException when the page's port cannot be had
   */
  public static Sidecar start(SidecarSettings settings, Network network) throws IOException {
    return new Sidecar(settings, network, null);
  }

  /**
   * Starts the proxy with its page, and measures what its telemetry costs.
   *
   * @throws IOException when the page's port cannot be had
   */
  public static Sidecar start(SidecarSettings settings, Network network, TelemetryMeter meter)
      throws IOException {
    return new Sidecar(settings, network, meter);
  }

  private UpstreamPool upstreams(Network network, MeshSecurity security) {
    return new UpstreamPool(network, ports.connections(), settings.http(), security, watches);
  }

  /**
   * Takes requests for the application beside it; returns the port.
   *
   * @throws IOException when no port can be had
   */
  public int listenInbound(Router router) throws IOException {
    return listen(Exchange.Direction.INBOUND, router, loopback(0));
  }

  /**
   * Takes requests for the application beside it at an address; returns the port.
   *
   * @throws IOException when the address cannot be had
   */
  public int listenInbound(Router router, InetSocketAddress address) throws IOException {
    return listen(Exchange.Direction.INBOUND, router, address);
  }

  /**
   * Takes requests of the application beside it, or of a gateway's callers; returns the port.
   *
   * @param port to listen on; 0 takes a free one
   * @throws IOException when the port cannot be had
   */
  public int listenOutbound(Router router, int port) throws IOException {
    return listen(Exchange.Direction.OUTBOUND, router, loopback(port));
  }

  /**
   * Takes requests of the application beside it at an address; returns the port.
   *
   * @throws IOException when the address cannot be had
   */
  public int listenOutbound(Router router, InetSocketAddress address) throws IOException {
    return listen(Exchange.Direction.OUTBOUND, router, address);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Only the hop between two sidecars is secured, never the one to the application. */
  private int listen(Exchange.Direction direction, Router router, InetSocketAddress address)
      throws IOException {
    boolean inbound = direction == Exchange.Direction.INBOUND;
    HttpProxy proxy =
        new HttpProxy(
            direction,
            router,
            filters,
            inbound ? toApplication : toSidecars,
            settings.http(),
            activity,
            watches);
    MeshSecurity security = inbound ? settings.security() : MeshSecurity.PLAIN;
    return ports.listen(address, new HttpListener(proxy, security, ports.connections()));
  }

  /**
   * Takes TCP connections for the application beside it; returns the port.
   *
   * @param router asked once for every connection; null is no route
   * @param port to listen on; 0 takes a free one
   * @throws IOException when the port cannot be had
   */
  public int listenTcpInbound(Supplier<@Nullable Destination> router, TcpSettings how, int port)
      throws IOException {
    return listenTcpInbound(router, how, loopback(port));
  }

  /** The same at an address. */
  int listenTcpInbound(
      Supplier<@Nullable Destination> router, TcpSettings how, InetSocketAddress address)
      throws IOException {
    return listenTcp(tcp.inbound(router, how), address);
  }

  /**
   * Takes TCP connections of the application beside it; returns the port.
   *
   * @param router asked once for every connection; null is no route
   * @param port to listen on; 0 takes a free one
   * @throws IOException when the port cannot be had
   */
  public int listenTcpOutbound(Supplier<@Nullable Destination> router, TcpSettings how, int port)
      throws IOException {
    return listenTcpOutbound(router, how, loopback(port));
  }

  /** The same at an address. */
  int listenTcpOutbound(
      Supplier<@Nullable Destination> router, TcpSettings how, InetSocketAddress address)
      throws IOException {
    return listenTcp(tcp.outbound(router, how), address);
  }

  private int listenTcp(TcpProxy proxy, InetSocketAddress address) throws IOException {
    return ports.listen(address, ports.noting(channel -> channel.pipeline().addLast(proxy)));
  }

  private StatsStream page() {
    StatsPage page = new StatsPage();
    if (reports != null) {
      reports.writeTo(page);
    }
    long uptime = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    page.gauge("envoy_server_uptime", "", uptime);
    if (otlp != null) {
      otlp.writeTo(page);
    }
    tcp.writeTo(page);
    MutualTls tls = settings.security().mutualTls();
    if (tls != null) {
      tls.counters((name, value) -> page.counter(name, "", value));
    }
    return new StatsStream(page, stats.read());
  }

  /** The port of its own page. */
  public int statsPort() {
    return statsPort;
  }

  /** Shows and sends at once what would be shown and sent a little later. */
  public void drain() {
    stats.flush();
    tcp.flush();
    if (reports != null) {
      reports.flush();
    }
  }

  /** What is under way in it. */
  Activity activity() {
    return activity;
  }

  /** How many connections it has to endpoints. */
  int upstreamConnections() {
    return toApplication.connections() + toSidecars.connections();
  }

  /**
   * Takes no more connections, lets requests and TCP connections under way come to their end, and
   * closes. Idle connections of HTTP are closed at once, the others with their answer.
   *
   * @param limit how long it waits for that; what is left then is cut off
   * @return whether everything came to its end
   */
  public boolean shutDown(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    ports.takeNoMore();
    activity.drain();
    ports.drain();
    boolean answered = activity.awaitQuiet(limit);
    long left = Math.max(0, deadline - System.nanoTime());
    boolean quiet = tcp.awaitEnd(Duration.ofNanos(left)) && answered;
    if (quiet) {
      boolean unused = activity.awaitAlone(LAST_ANSWERS);
    }
    close();
    return quiet;
  }

  @Override
  public void close() {
    flushing.cancel(false);
    ports.takeNoMore();
    if (otlp != null) {
      otlp.close();
    }
    ports.hangUp();
    tcp.close();
    if (reports != null) {
      reports.close();
    }
  }
}
