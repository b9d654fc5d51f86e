package org.meshparity.rules;

import java.time.Duration;
import java.util.Optional;

/**
 * What holds for every series of one side unless the run says otherwise.
 *
 * @param selector which targets expose the side, e.g. {@code job="istio-mesh"}
 * @param scrapeInterval upper bound of the time between two scrapes of one target
 * @param expiry after which idle time the exporter removes a series; empty if it never does
 * @param restart series on the same target that moves when the process restarts; empty if there is
 *     none
 */
public record SideRules(
    LabelMatchers selector,
    Duration scrapeInterval,
    Optional<Duration> expiry,
    Optional<Restart> restart) {

  public SideRules {
    if (scrapeInterval.isNegative() || scrapeInterval.isZero()) {
      throw new IllegalArgumentException(
          "scrape interval must be more than 0, was " + scrapeInterval);
    }
  }

  /**
   * A restart signal.
   *
   * @param series e.g. {@code envoy_server_uptime} or {@code process_start_time_seconds}
   * @param kind whether it counts up from the start, or names the moment of the start
   */
  public record Restart(String series, Kind kind) {
    /** How the signal shows a restart: an uptime falls, a start time changes. */
    public enum Kind {
      UPTIME,
      START_TIME
    }
  }
}
