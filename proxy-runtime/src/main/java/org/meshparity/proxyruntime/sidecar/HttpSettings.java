package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.util.stream.Stream;
import org.meshparity.proxyruntime.http.HeadLimits;

/**
 * How a sidecar carries HTTP.
 *
 * @param upstream which version endpoints are spoken to
 * @param timeouts after which something is given up
 * @param limits of what is held at a time
 * @param heads limits of one message's head and one connection's streams
 */
public record HttpSettings(
    UpstreamProtocol upstream, Timeouts timeouts, Limits limits, HeadLimits heads) {

  /** What Istio's proxies do unless told otherwise. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(UpstreamProtocol.AUTO, Timeouts.DEFAULT, Limits.DEFAULT, HeadLimits.DEFAULT);

  /** The version that endpoints are spoken to. */
  public enum UpstreamProtocol {
    /** The one that the caller speaks. */
    AUTO,
    HTTP1,
    HTTP2
  }

  /**
   * Time limits; none of them is negative, and 0 means never.
   *
   * @param connect to an endpoint, with the handshake; more than 0
   * @param request from the end of the request to the end of the response
   * @param streamIdle without a byte in either direction
   * @param idle of a connection without a request
   * @param head of a request, from its first byte, or from the connection's start for the first
   */
  public record Timeouts(
      Duration connect, Duration request, Duration streamIdle, Duration idle, Duration head) {

    /** Envoy's: 5 s, 15 s, 5 minutes, an hour; and 15 s for a head, where Envoy has no limit. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofSeconds(15));

    public Timeouts {
      if (Stream.of(connect, request, streamIdle, idle, head).anyMatch(Duration::isNegative)) {
        throw new IllegalArgumentException("a timeout must not be negative");
      }
      if (connect.isZero()) {
        throw new IllegalArgumentException("the connect timeout must be more than 0");
      }
    }

    Duration shortest() {
      return Stream.of(request, streamIdle, idle, head)
          .filter(limit -> !limit.isZero())
          .min(Duration::compareTo)
          .orElse(connect);
    }
  }

  /**
   * How much of a thing there may be; each more than 0, but for the waiting.
   *
   * @param callers connections to one sidecar
   * @param connections to one endpoint; every loop may have one, though
   * @param pending requests that wait for a connection to one endpoint, on each loop
   * @param requests under way to one endpoint over HTTP/2, on each loop
   */
  public record Limits(int callers, int connections, int pending, int requests) {

    /** Envoy's 1024 for each circuit breaker; 10,000 callers. */
    public static final Limits DEFAULT = new Limits(10_000, 1024, 1024, 1024);

    public Limits {
      if (callers < 1 || connections < 1 || pending < 0 || requests < 1) {
        throw new IllegalArgumentException(
            "limits must be 1 or more, and 0 or more for pending requests");
      }
    }
  }

  public HttpSettings withUpstream(UpstreamProtocol upstream) {
    return new HttpSettings(upstream, timeouts, limits, heads);
  }

  public HttpSettings withTimeouts(Timeouts timeouts) {
    return new HttpSettings(upstream, timeouts, limits, heads);
  }

  public HttpSettings withLimits(Limits limits) {
    return new HttpSettings(upstream, timeouts, limits, heads);
  }
}
