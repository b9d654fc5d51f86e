package org.meshparity.proxyruntime.sidecar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.inproxy.InProxyStats;

/**
 * The filters of one sidecar's HTTP listeners, in their order: whoever reads the peer's metadata
 * stands behind their exchange.
 */
final class HttpFilters {

  private HttpFilters() {}

  /**
   * All that its settings ask for.
   *
   * @param reports the way to Mixer; null where nothing is reported
   * @param meter around each generator's filters; null for nobody
   */
  static List<HttpFilter> of(
      SidecarSettings settings,
      InProxyStats stats,
      @Nullable MixerReports reports,
      @Nullable TelemetryMeter meter) {
    List<HttpFilter> candidate = candidate(settings, stats);
    List<HttpFilter> legacy = new ArrayList<>();
    if (reports != null) {
      legacy.add(new MixerFilter(settings.node(), settings.directory(), reports::add));
    }
    List<HttpFilter> chain = new ArrayList<>();
    if (meter == null) {
      chain.addAll(candidate);
      chain.addAll(legacy);
      return chain;
    }
    if (!candidate.isEmpty()) {
      chain.add(meter.candidate(candidate));
    }
    if (!legacy.isEmpty()) {
      chain.add(meter.legacy(legacy));
    }
    return chain;
  }

  private static List<HttpFilter> candidate(SidecarSettings settings, InProxyStats stats) {
    SidecarFaults faults = settings.faults();
    List<HttpFilter> candidate = new ArrayList<>();
    if (settings.telemetry().metadataExchange()) {
      candidate.add(
          new MetadataExchangeFilter(
              settings.node(), stats.settings().maxPeerCacheSize(), faults::hiddenLabels));
    }
    if (settings.telemetry().inProxyMetrics()) {
      candidate.add(
          new StatsFilter(stats, () -> !faults.lacksStatsFilter(), faults::durationScale));
      candidate.add(
          new StatsFilter(
              stats,
              () -> faults.hasSecondStatsFilter() && !faults.lacksStatsFilter(),
              faults::durationScale));
    }
    return candidate;
  }
}
