package org.meshparity.comparator.source;

import java.time.Duration;

/**
 * How targets are scraped directly.
 *
 * @param interval time between the starts of two scrapes of one target
 * @param timeout longest scrape; one that outlasts the interval delays the next
 * @param retention how long samples are kept
 * @param maxSeries how many series are kept; further ones are left out, with a warning
 * @param maxPageBytes how long one page may be, unpacked
 */
public record DirectOptions(
    Duration interval, Duration timeout, Duration retention, int maxSeries, long maxPageBytes) {

  public DirectOptions {
    if (interval.toMillis() < 1 || timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "interval and timeout must be 1 ms or more, were " + interval + " and " + timeout);
    }
    if (retention.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "retention must be an interval or more, was " + retention + " of " + interval);
    }
    if (maxSeries < 1 || maxPageBytes < 1) {
      throw new IllegalArgumentException(
          "max series and max page bytes must be 1 or more, were "
              + maxSeries
              + " and "
              + maxPageBytes);
    }
  }

  /** Two hours, a million series, 256 MiB a page, ten seconds a scrape. */
  public static DirectOptions every(Duration interval) {
    return new DirectOptions(
        interval, Duration.ofSeconds(10), Duration.ofHours(2), 1_000_000, 256L << 20);
  }
}
