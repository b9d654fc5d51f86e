package org.meshparity.comparator.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a Prometheus-compatible backend is asked.
 *
 * @param name what reports and errors call it; null for its URL without user, password and query
 * @param stamps what its timestamps are worth, which the program that scrapes decides
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest silence of the backend, from the request to the answer's last byte
 * @param callTimeout longest time for one query in all, waiting for its turn included
 * @param maxConcurrent how many queries may run at once, 1 or more
 * @param maxResponseBytes how long an answer may be, unpacked; what lies beyond is a fault
 */
public record PrometheusOptions(
    @Nullable String name,
    StampErrors stamps,
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout,
    int maxConcurrent,
    long maxResponseBytes) {

  /** Scraped by Prometheus, two queries at once, two minutes and 4 GiB for each. */
  public static final PrometheusOptions DEFAULT =
      new PrometheusOptions(
          null,
          StampErrors.PROMETHEUS,
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(2),
          2,
          4L << 30);

  public PrometheusOptions {
    positive("connect timeout", connectTimeout);
    positive("read timeout", readTimeout);
    positive("call timeout", callTimeout);
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("max concurrent must be 1 or more, was " + maxConcurrent);
    }
    if (maxResponseBytes < 1) {
      throw new IllegalArgumentException(
          "max response bytes must be 1 or more, was " + maxResponseBytes);
    }
  }

  private static void positive(String what, Duration value) {
    if (value.isNegative() || value.toMillis() == 0) {
      throw new IllegalArgumentException(what + " must be 1 ms or more, was " + value);
    }
  }

  /** The same under another name. */
  public PrometheusOptions withName(String newName) {
    return new PrometheusOptions(
        newName, stamps, connectTimeout, readTimeout, callTimeout, maxConcurrent, maxResponseBytes);
  }

  /** The same with another longest time for one query. */
  public PrometheusOptions withCallTimeout(Duration longest) {
    return new PrometheusOptions(
        name, stamps, connectTimeout, readTimeout, longest, maxConcurrent, maxResponseBytes);
  }

  /** The same with another longest silence. */
  public PrometheusOptions withReadTimeout(Duration longest) {
    return new PrometheusOptions(
        name, stamps, connectTimeout, longest, callTimeout, maxConcurrent, maxResponseBytes);
  }

  /** The same with another longest answer. */
  public PrometheusOptions withMaxResponseBytes(long longest) {
    return new PrometheusOptions(
        name, stamps, connectTimeout, readTimeout, callTimeout, maxConcurrent, longest);
  }
}
