package org.meshparity.proxyruntime.sidecar;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Attributes of a request that only an expression asks for, by Envoy's names. */
final class ExchangeAttributes {

  private ExchangeAttributes() {}

  static @Nullable Object of(Exchange exchange, String name) {
    return switch (name) {
      case "request.path" -> exchange.path();
      case "request.url_path" -> urlPath(exchange.path());
      case "request.method" -> exchange.method();
      case "request.scheme" -> "http";
      case "request.id" -> exchange.requestHeader("x-request-id");
      case "request.referer" -> exchange.requestHeader("referer");
      case "request.useragent" -> exchange.requestHeader("user-agent");
      case "request.time" -> exchange.startedAt().toString();
      case "source.address" -> address(exchange.caller().address());
      case "source.port" -> port(exchange.caller().address());
      case "destination.address", "upstream.address" -> address(endpoint(exchange));
      case "destination.port", "upstream.port" -> port(endpoint(exchange));
      case "connection.requested_server_name" -> given(exchange.caller().handshake().serverName());
      default -> null;
    };
  }

  static String urlPath(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable SocketAddress endpoint(Exchange exchange) {
    Destination destination = exchange.destination();
    return destination == null ? null : destination.address();
  }

  private static @Nullable String address(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? inet.getHostString() + ":" + inet.getPort()
        : null;
  }

  private static @Nullable Long port(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? Long.valueOf(inet.getPort()) : null;
  }
}
