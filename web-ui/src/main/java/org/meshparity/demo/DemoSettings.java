package org.meshparity.demo;

import java.time.Duration;
import org.meshparity.proxyruntime.mesh.MeshSettings;
import org.meshparity.web.Listen;

/**
 * All that a demo is started with.
 *
 * @param listen where the dashboard is
 * @param allowAnonymous whether others than this machine may reach it although it has no login
 * @param scrapeInterval of every target, 500 ms to 1 minute
 * @param prometheus whether a real Prometheus scrapes, if one can be had
 * @param mesh what is scraped; its load rests as the scrape interval needs it
 */
record DemoSettings(
    Listen listen,
    boolean allowAnonymous,
    Duration scrapeInterval,
    boolean prometheus,
    MeshSettings mesh) {

  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  DemoSettings {
    if (scrapeInterval.compareTo(SHORTEST) < 0 || scrapeInterval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "--scrape-interval must be 500ms to 1m, was " + scrapeInterval.toMillis() + "ms");
    }
  }
}
