package org.meshparity.proxyruntime.sidecar;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.meshparity.proxyruntime.inproxy.DurationScale;
import org.meshparity.proxyruntime.inproxy.InProxyStats;

/** Makes v2 metrics of every request. Installed twice in one proxy, it counts everything twice. */
final class StatsFilter implements HttpFilter {

  private final InProxyStats stats;
  private final BooleanSupplier installed;
  private final Supplier<DurationScale> scale;

  StatsFilter(InProxyStats stats, BooleanSupplier installed, Supplier<DurationScale> scale) {
    this.stats = stats;
    stats.installed();
    this.installed = installed;
    this.scale = scale;
  }

  @Override
  public void onEnd(Exchange exchange) {
    if (installed.getAsBoolean()) {
      stats.record(exchange, scale.get());
    }
  }
}
