package org.meshparity.proxyruntime.mesh;

import java.util.Map;

/**
 * Something a Prometheus should scrape.
 *
 * @param job the job's name, as in Istio's own scrape configuration
 * @param address {@code host:port}
 * @param metricsPath where the page is
 * @param labels the scrape configuration adds to every series of the target
 */
public record ScrapeTarget(
    String job, String address, String metricsPath, Map<String, String> labels) {

  public ScrapeTarget {
    labels = Map.copyOf(labels);
  }
}
