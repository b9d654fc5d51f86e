package org.meshparity.proxyruntime.inproxy;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.IstioRelease;

/**
 * One proxy's generator: whose it is and how it is configured.
 *
 * @param node the workload it stands beside
 * @param release whose metrics it makes
 * @param inbound the filter of what comes to the application
 * @param outbound the filter of what the application sends
 * @param extraStatTags labels beyond the standard ones that the bootstrap extracts
 * @param testBootstrap whether the bootstrap is the one of the proxies' own tests, which extracts
 *     empty values too and keeps every stat; Istio installs another
 * @param maxSeries how many counters, gauges and histograms it makes at most, 1 or more
 * @param otlp where the same metrics are sent by OTLP over HTTP; null when they are not
 */
public record InProxySettings(
    NodeMetadata node,
    IstioRelease release,
    StatsFilterConfig inbound,
    StatsFilterConfig outbound,
    List<String> extraStatTags,
    boolean testBootstrap,
    int maxSeries,
    @Nullable URI otlp) {

  /** Enough for 25,000 label sets of requests. */
  public static final int DEFAULT_MAX_SERIES = 100_000;

  public InProxySettings {
    extraStatTags = List.copyOf(extraStatTags);
    if (maxSeries < 1) {
      throw new IllegalArgumentException("maxSeries must be >= 1, was " + maxSeries);
    }
  }

  /** A generator as Istio installs it. */
  public static InProxySettings of(NodeMetadata node, IstioRelease release) {
    return new InProxySettings(
        node,
        release,
        StatsFilterConfig.DEFAULT,
        StatsFilterConfig.DEFAULT,
        List.of(),
        false,
        DEFAULT_MAX_SERIES,
        null);
  }

  /**
   * A gateway's generator as Istio installs it: from 1.5.2 on the host that a caller names, which
   * can be anything there, is no service's name.
   */
  public static InProxySettings ofGateway(NodeMetadata node, IstioRelease release) {
    InProxySettings usual = of(node, release);
    if (!release.isAtLeast(5, 2)) {
      return usual;
    }
    StatsFilterConfig filter =
        StatsFilterConfig.parse("{\"disable_host_header_fallback\": true}", release);
    return usual.withFilters(filter, filter);
  }

  /** The same with other filters. */
  public InProxySettings withFilters(StatsFilterConfig inbound, StatsFilterConfig outbound) {
    return new InProxySettings(
        node, release, inbound, outbound, extraStatTags, testBootstrap, maxSeries, otlp);
  }

  /** The same with another bootstrap. */
  public InProxySettings withBootstrap(List<String> extraStatTags, boolean testBootstrap) {
    return new InProxySettings(
        node, release, inbound, outbound, extraStatTags, testBootstrap, maxSeries, otlp);
  }

  /** The same with another most of series. */
  public InProxySettings withMaxSeries(int maxSeries) {
    return new InProxySettings(
        node, release, inbound, outbound, extraStatTags, testBootstrap, maxSeries, otlp);
  }

  /** The same, sent by OTLP as well. */
  public InProxySettings withOtlp(@Nullable URI otlp) {
    return new InProxySettings(
        node, release, inbound, outbound, extraStatTags, testBootstrap, maxSeries, otlp);
  }

  /** How many peers the proxy remembers; negative for none. */
  public int maxPeerCacheSize() {
    int in = inbound.maxPeerCacheSize();
    int out = outbound.maxPeerCacheSize();
    return in < 0 || out < 0 ? Math.min(in, out) : Math.max(in, out);
  }
}
