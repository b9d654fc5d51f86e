package org.meshparity.comparator.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Retries;
import org.meshparity.comparator.source.access.Timeouts;

/**
 * How a Prometheus-compatible backend is asked. Made from {@link #DEFAULT} by what differs.
 *
 * @param name what reports and errors call it; null for its URL without user, password and query
 * @param stamps what its timestamps are worth, which the program that scrapes decides
 * @param connectTimeout longest wait for a connection
 * @param readTimeout longest silence of the backend, from the request to the answer's last byte
 * @param callTimeout longest time for one query in all, waiting for its turn and asking again
 *     included
 * @param maxConcurrent how many queries may run at once, 1 or more
 * @param maxResponseBytes how long an answer may be, unpacked; what lies beyond is a fault
 * @param retries how often a busy backend is asked again
 * @param access credentials, headers, parameters and TLS
 * @param remoteReads when raw samples are read by remote read, if it offers that
 */
public record PrometheusOptions(
    @Nullable String name,
    StampErrors stamps,
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout,
    int maxConcurrent,
    long maxResponseBytes,
    Retries retries,
    Access access,
    RemoteReads remoteReads) {

  /** Scraped by Prometheus, two queries at once, two minutes and 4 GiB for each. */
  public static final PrometheusOptions DEFAULT =
      new PrometheusOptions(
          null,
          StampErrors.PROMETHEUS,
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(2),
          2,
          4L << 30,
          Retries.DEFAULT,
          Access.OPEN,
          RemoteReads.AUTO);

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

  Timeouts timeouts() {
    return new Timeouts(connectTimeout, readTimeout, callTimeout);
  }

  private PrometheusOptions with(Duration silence, Duration call, int concurrent, long bytes) {
    return new PrometheusOptions(
        name,
        stamps,
        connectTimeout,
        silence,
        call,
        concurrent,
        bytes,
        retries,
        access,
        remoteReads);
  }

  private PrometheusOptions with(
      @Nullable String named, StampErrors errors, Retries patience, Access by, RemoteReads remote) {
    return new PrometheusOptions(
        named,
        errors,
        connectTimeout,
        readTimeout,
        callTimeout,
        maxConcurrent,
        maxResponseBytes,
        patience,
        by,
        remote);
  }

  /** The same under another name. */
  public PrometheusOptions withName(String other) {
    return with(other, stamps, retries, access, remoteReads);
  }

  /** The same with stamps of another scraper. */
  public PrometheusOptions withStamps(StampErrors errors) {
    return with(name, errors, retries, access, remoteReads);
  }

  /** The same with another longest time for one query. */
  public PrometheusOptions withCallTimeout(Duration longest) {
    return with(readTimeout, longest, maxConcurrent, maxResponseBytes);
  }

  /** The same with another longest silence. */
  public PrometheusOptions withReadTimeout(Duration longest) {
    return with(longest, callTimeout, maxConcurrent, maxResponseBytes);
  }

  /** The same with another number of queries at once. */
  public PrometheusOptions withMaxConcurrent(int most) {
    return with(readTimeout, callTimeout, most, maxResponseBytes);
  }

  /** The same with another longest answer. */
  public PrometheusOptions withMaxResponseBytes(long longest) {
    return with(readTimeout, callTimeout, maxConcurrent, longest);
  }

  /** The same with another patience for a busy backend. */
  public PrometheusOptions withRetries(Retries patience) {
    return with(name, stamps, patience, access, remoteReads);
  }

  /** The same with other credentials, headers, parameters and TLS. */
  public PrometheusOptions withAccess(Access other) {
    return with(name, stamps, retries, other, remoteReads);
  }

  /** The same with another use of remote read. */
  public PrometheusOptions withRemoteReads(RemoteReads when) {
    return with(name, stamps, retries, access, when);
  }
}
