package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.inproxy.ExchangeCounters;
import org.meshparity.proxyruntime.inproxy.InProxyStats;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import org.meshparity.proxyruntime.inproxy.Reporter;
import org.meshparity.proxyruntime.inproxy.StatsPage;
import org.meshparity.proxyruntime.inproxy.TcpExchange;
import org.meshparity.proxyruntime.sidecar.tcp.PeerTerms;
import org.meshparity.proxyruntime.sidecar.tcp.TcpFilter;
import org.meshparity.proxyruntime.sidecar.tcp.TcpMixerFilter;
import org.meshparity.proxyruntime.sidecar.tcp.TcpProxy;
import org.meshparity.proxyruntime.sidecar.tcp.TcpRoute;
import org.meshparity.proxyruntime.sidecar.tcp.TcpSettings;
import org.meshparity.proxyruntime.sidecar.tcp.TcpStatsFilter;

/**
 * The TCP listeners of one sidecar, with both generators as filters.
 *
 * <p>The filters for TCP have a client of their own for Mixer, with counters of their own, as in
 * the real proxies. Metrics of TCP and the exchange before it began with 1.5.
 */
final class TcpListeners implements AutoCloseable {

  private static final int FIRST_LINE = 5;
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final SidecarSettings settings;
  private final Network network;
  private final InProxyStats stats;
  private final ExchangeCounters exchanges = new ExchangeCounters();
  private final ConnectionsUnderWay underWay = new ConnectionsUnderWay();
  private final String uuid = UUID.randomUUID().toString();
  private final @Nullable MixerReports reports;

  TcpListeners(SidecarSettings settings, Network network, InProxyStats stats) {
    this.settings = settings;
    this.network = network;
    this.stats = stats;
    reports = MixerReports.start(settings, network, ReportCounters.ofTcp(), null);
  }

  /** Takes connections for the application beside it. */
  TcpProxy inbound(Supplier<@Nullable Destination> router, TcpSettings tcp) {
    return proxy(Reporter.DESTINATION, router, tcp);
  }

  /** Takes connections of the application beside it. */
  TcpProxy outbound(Supplier<@Nullable Destination> router, TcpSettings tcp) {
    return proxy(Reporter.SOURCE, router, tcp);
  }

  private TcpProxy proxy(
      Reporter reporter, Supplier<@Nullable Destination> router, TcpSettings tcp) {
    boolean isSource = reporter == Reporter.SOURCE;
    return new TcpProxy(
        reporter,
        () -> route(router.get(), isSource),
        tcp,
        new TcpProxy.Surroundings(
            network.connector(),
            settings.security().mutualTls(),
            exchange(tcp),
            filters(isSource),
            !isFirstOfItsKind()));
  }

  /** 1.5.0 counted a connection as closed only when both of its sides were. */
  private boolean isFirstOfItsKind() {
    return settings.release().isAtLeast(FIRST_LINE) && !settings.release().isAtLeast(FIRST_LINE, 1);
  }

  private @Nullable TcpRoute route(@Nullable Destination destination, boolean isSource) {
    if (destination == null) {
      return null;
    }
    AttributeBag.Builder bag = AttributeBag.builder();
    if (isSource) { // the filter before an application is told nothing of its service
      Service service = destination.service();
      bag.text("destination.uid", destination.uid());
      bag.text("destination.service.host", service.host());
      bag.text("destination.service.name", service.name());
      bag.text("destination.service.namespace", service.namespace());
      bag.text(
          "destination.service.uid",
          "istio://" + service.namespace() + "/services/" + service.name());
    }
    return new TcpRoute(
        destination.cluster(),
        destination.endpoint(),
        bag.build(),
        settings.security().expected(destination));
  }

  private @Nullable PeerTerms exchange(TcpSettings tcp) {
    if (!settings.telemetry().metadataExchange() || !settings.release().isAtLeast(FIRST_LINE)) {
      return null;
    }
    byte[] frame = TcpExchange.frame(settings.node());
    return new PeerTerms(tcp.exchangeProtocol(), () -> frame, exchanges, PeerTerms.PATIENCE);
  }

  private List<TcpFilter.Factory> filters(boolean isSource) {
    List<TcpFilter.Factory> chain = new ArrayList<>();
    if (settings.telemetry().inProxyMetrics() && settings.release().isAtLeast(FIRST_LINE)) {
      SidecarFaults faults = settings.faults();
      TcpFilter.Factory counted = TcpStatsFilter.into(stats);
      chain.add(each -> faults.lacksStatsFilter() ? TcpFilter.NONE : counted.start(each));
      chain.add(
          each ->
              faults.hasSecondStatsFilter() && !faults.lacksStatsFilter()
                  ? counted.start(each)
                  : TcpFilter.NONE);
    }
    if (reports != null) {
      chain.add(TcpMixerFilter.to(reports(isSource, reports)));
    }
    chain.add(underWay); // the last, so that whoever waits for it has heard of everything
    return chain;
  }

  private TcpMixerFilter.Reports reports(boolean isSource, MixerReports to) {
    NodeMetadata local = settings.node();
    String side = isSource ? "source" : "destination";
    AttributeBag configured =
        AttributeBag.builder()
            .text("context.reporter.kind", isSource ? "outbound" : "inbound")
            .text("context.reporter.uid", WorkloadDirectory.uid(local))
            .text(side + ".uid", WorkloadDirectory.uid(local))
            .text(side + ".namespace", local.namespace())
            .build();
    return new TcpMixerFilter.Reports(
        configured,
        uuid,
        TcpMixerFilter.Reports.INTERVAL,
        false,
        bag -> to.add(WorkloadAttributes.added(bag, settings.directory())));
  }

  void writeTo(StatsPage page) {
    if (reports != null) {
      reports.writeTo(page);
    }
    exchanges.writeTo(page);
  }

  void flush() {
    if (reports != null) {
      reports.flush();
    }
  }

  /** Whether no connection is under way any more; waits for that no longer than this. */
  boolean awaitEnd(Duration atMost) {
    return underWay.awaitEnd(atMost);
  }

  /** Tells of the connections' ends before it hangs up; they must be closed already. */
  @Override
  public void close() {
    boolean unused = underWay.awaitEnd(CLOSE);
    if (reports != null) {
      reports.close();
    }
  }
}
