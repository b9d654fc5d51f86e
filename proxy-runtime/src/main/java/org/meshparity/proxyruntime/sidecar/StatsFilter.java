package org.meshparity.proxyruntime.sidecar;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.meshparity.proxyruntime.inproxy.DurationScale;
import org.meshparity.proxyruntime.inproxy.InProxyStats;
import org.meshparity.proxyruntime.inproxy.RequestFacts;
import org.meshparity.proxyruntime.inproxy.RequestFacts.Reporter;

/** Makes v2 metrics of every request. Installed twice in one proxy, it counts everything twice. */
final class StatsFilter implements HttpFilter {

  private final InProxyStats stats;
  private final BooleanSupplier installed;
  private final Supplier<DurationScale> scale;

  StatsFilter(InProxyStats stats, BooleanSupplier installed, Supplier<DurationScale> scale) {
    this.stats = stats;
    this.installed = installed;
    this.scale = scale;
  }

  @Override
  public void onEnd(Exchange exchange) {
    if (installed.getAsBoolean()) {
      stats.record(facts(exchange), scale.get());
    }
  }

  private static RequestFacts facts(Exchange exchange) {
    Destination destination = exchange.destination();
    return new RequestFacts(
        exchange.isInbound() ? Reporter.DESTINATION : Reporter.SOURCE,
        exchange.peer(),
        new RequestFacts.Target(
            exchange.host(), destination == null ? "" : destination.cluster(), exchange.protocol()),
        new RequestFacts.Answer(exchange.code(), exchange.flags(), exchange.grpcStatus()),
        exchange.durationNanos(),
        new RequestFacts.Size(exchange.requestBody(), exchange.requestHeaderBytes()),
        new RequestFacts.Size(exchange.responseBody(), exchange.responseHeaderBytes()),
        RequestFacts.Security.PLAIN);
  }
}
