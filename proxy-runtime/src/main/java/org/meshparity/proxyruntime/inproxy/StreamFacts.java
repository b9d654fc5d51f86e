package org.meshparity.proxyruntime.inproxy;

import org.jspecify.annotations.Nullable;

/**
 * What a proxy knows of any stream that passes it, a request or a TCP connection.
 *
 * <p>An interface, because a proxy has all of it already: recording reads it where it is, and
 * copies nothing.
 */
public interface StreamFacts {

  /** Which side of the stream this proxy stands on. */
  Reporter reporter();

  /** The proxy on the other side; null while it has not introduced itself. */
  @Nullable NodeMetadata peer();

  /** The cluster it was routed to, {@code direction|port|subset|host}; empty without a route. */
  String cluster();

  /** The name of the route, such as {@code allow_any} or {@code block_all}; empty without one. */
  default String routeName() {
    return "";
  }

  /** Envoy's short flags, why the proxy itself answered or gave up; {@code -} for no reason. */
  String flags();

  /** Whether both sides of the connection between the proxies showed a certificate. */
  boolean mutualTls();

  /** The caller, with its scheme, as the handshake proved it; empty when unproved. */
  String sourcePrincipal();

  /** The called, with its scheme, as the handshake proved it; empty when unproved. */
  String destinationPrincipal();

  /**
   * An attribute that only an expression of the filter's configuration asks for, by Envoy's name.
   *
   * <p>Not asked for what the other methods already tell, nor for headers. Known names are {@code
   * request.path}, {@code request.url_path}, {@code request.method}, {@code request.scheme}, {@code
   * request.id}, {@code request.referer}, {@code request.useragent}, {@code request.time}, {@code
   * source.address}, {@code source.port}, {@code destination.address}, {@code destination.port},
   * {@code connection.id}, {@code connection.requested_server_name}, {@code
   * connection.tls_version}, {@code upstream.address}, {@code upstream.port}.
   *
   * @return a String, Long, Double or Boolean; null when this stream has no such attribute
   */
  default @Nullable Object attribute(String name) {
    return null;
  }
}
