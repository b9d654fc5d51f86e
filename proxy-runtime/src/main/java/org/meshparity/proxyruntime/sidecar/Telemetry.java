package org.meshparity.proxyruntime.sidecar;

/**
 * Which generators a sidecar runs.
 *
 * @param mixerReports whether every request is reported to Mixer (v1)
 * @param metadataExchange whether proxies introduce themselves to each other
 * @param inProxyMetrics whether the proxy makes metrics itself (v2)
 */
public record Telemetry(boolean mixerReports, boolean metadataExchange, boolean inProxyMetrics) {

  /** Both generators. */
  public static final Telemetry BOTH = new Telemetry(true, true, true);
}
