package org.meshparity.comparator.simulation;

import java.time.Duration;

/** A metric as both generations expose it, with the longest time until an event is visible. */
public enum Family {
  /** One per request. v1 waits for its batch, v2 counts at once. */
  REQUESTS("requests", "istio_requests_total", "istio_requests_total", 1, 0),
  /** Latencies. v1 in seconds; v2 in whole milliseconds, merged by a flush each 5 s. */
  DURATION(
      "request-duration",
      "istio_request_duration_seconds",
      "istio_request_duration_milliseconds",
      1,
      5),
  /** Whole bytes, many of them exactly on a bucket's bound. */
  SIZE("request-size", "istio_request_bytes", "istio_request_bytes", 1, 5),
  /** Bytes of long connections: v1 reports each 10 s and batches, v2 each 15 s. */
  TCP_SENT("tcp-sent-bytes", "istio_tcp_sent_bytes_total", "istio_tcp_sent_bytes_total", 11, 15);

  private final String metric;
  private final String legacySeries;
  private final String candidateSeries;
  private final Duration legacyLag;
  private final Duration candidateLag;

  Family(String metric, String legacySeries, String candidateSeries, int legacyLag, int newLag) {
    this.metric = metric;
    this.legacySeries = legacySeries;
    this.candidateSeries = candidateSeries;
    this.legacyLag = Duration.ofSeconds(legacyLag);
    this.candidateLag = Duration.ofSeconds(newLag);
  }

  /** The name in packs and reports. */
  public String metric() {
    return metric;
  }

  /** The series' name, of a histogram without suffix. */
  public String series(Generation generation) {
    return generation == Generation.LEGACY ? legacySeries : candidateSeries;
  }

  /** The longest time between an event and its being visible to a scrape. */
  public Duration lag(Generation generation) {
    return generation == Generation.LEGACY ? legacyLag : candidateLag;
  }

  long lagMicros(Generation generation) {
    return lag(generation).toMillis() * Timeline.MILLI;
  }

  /** Whether it is a histogram. */
  public boolean histogram() {
    return this == DURATION || this == SIZE;
  }

  /** The family of a metric in a report. */
  public static Family of(String metric) {
    for (Family family : values()) {
      if (family.metric.equals(metric)) {
        return family;
      }
    }
    throw new IllegalArgumentException("no simulated metric is called " + metric);
  }
}
