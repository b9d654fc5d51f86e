package org.meshparity.proxyruntime.inproxy;

import org.jspecify.annotations.Nullable;

/**
 * What a proxy knows of a request when it is over.
 *
 * @param reporter which side of the request this proxy stood on
 * @param peer the proxy on the other side; null when it did not introduce itself
 * @param target what was asked for
 * @param answer what came back
 * @param durationNanos from the first byte of the request to the last of the response
 * @param requestSize what was received from downstream
 * @param responseSize what was sent downstream
 * @param security of the connection between the two proxies
 */
public record RequestFacts(
    Reporter reporter,
    @Nullable NodeMetadata peer,
    Target target,
    Answer answer,
    long durationNanos,
    Size requestSize,
    Size responseSize,
    Security security) {

  /** The side of a request a proxy stands on. */
  public enum Reporter {
    /** With the caller. */
    SOURCE,
    /** With the called. */
    DESTINATION
  }

  /**
   * What was asked for.
   *
   * @param host of the request; empty when it had none
   * @param cluster it was routed to, {@code direction|port|subset|host}; empty without a route
   * @param protocol {@code http} or {@code grpc}
   */
  public record Target(String host, String cluster, String protocol) {}

  /**
   * What came back.
   *
   * @param code of the response; 0 when none was sent
   * @param flags why the proxy itself answered or gave up, {@code -} for no reason
   * @param grpcStatus null when the response had none
   */
  public record Answer(int code, String flags, @Nullable String grpcStatus) {}

  /**
   * A message's size in bytes.
   *
   * @param body without headers and framing
   * @param headers names and values of headers and trailers
   */
  public record Size(long body, long headers) {}

  /**
   * What the handshake proved.
   *
   * @param mutualTls whether both sides showed a certificate
   * @param sourcePrincipal of the caller, with its scheme; empty when unproved
   * @param destinationPrincipal of the called, with its scheme; empty when unproved
   */
  public record Security(boolean mutualTls, String sourcePrincipal, String destinationPrincipal) {

    /** A connection in plain text: nothing is proved. */
    public static final Security PLAIN = new Security(false, "", "");
  }
}
