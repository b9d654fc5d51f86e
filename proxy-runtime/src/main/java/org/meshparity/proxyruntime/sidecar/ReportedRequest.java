package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ForwardedAttributes;
import org.meshparity.proxyruntime.inproxy.PeerMetadata;

/** What a report says of the request, and of the connection it came on. */
final class ReportedRequest {

  private static final String SCHEME = "spiffe://";

  /** What proxies tell each other is no part of a request. */
  private static final Set<String> BETWEEN_PROXIES =
      Set.of(ForwardedAttributes.HEADER, PeerMetadata.HEADER, PeerMetadata.ID_HEADER);

  private ReportedRequest() {}

  static void addTo(AttributeBag.Builder bag, Exchange exchange) {
    String path = exchange.path();
    bag.text("context.protocol", exchange.protocol());
    bag.text("request.host", exchange.host());
    bag.text("request.method", exchange.method());
    bag.text("request.path", path);
    bag.text("request.url_path", ExchangeAttributes.urlPath(path));
    bag.text("request.scheme", "http");
    given(bag, "request.useragent", exchange.requestHeader("user-agent"));
    given(bag, "request.referer", exchange.requestHeader("referer"));
    Map<String, String> query = query(path);
    if (!query.isEmpty()) {
      bag.textMap("request.query_params", query);
    }
    bag.textMap("request.headers", headers(exchange));
    bag.moment("request.time", exchange.startedAt());
    bag.whole("request.size", exchange.requestBody());
    bag.whole(
        "request.total_size",
        exchange.requestBody() + exchange.requestHeaderBytes() + exchange.requestTrailerBytes());
    addConnection(bag, exchange);
  }

  private static void given(AttributeBag.Builder bag, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      bag.text(name, value);
    }
  }

  /**
   * An outbound report is about the hop from the application, which is in plain text whatever the
   * one to the other sidecar is.
   */
  private static void addConnection(AttributeBag.Builder bag, Exchange exchange) {
    Caller caller = exchange.caller();
    if (caller.address() instanceof InetSocketAddress address && address.getAddress() != null) {
      bag.raw("origin.ip", address.getAddress().getAddress());
    }
    Handshake handshake = exchange.isInbound() ? caller.handshake() : Handshake.PLAIN;
    bag.flag("connection.mtls", handshake.mutualTls());
    given(bag, "connection.requested_server_name", handshake.serverName());
    given(bag, "source.principal", withoutScheme(handshake.peer()));
    given(bag, "source.user", withoutScheme(handshake.peer()));
    given(bag, "destination.principal", withoutScheme(handshake.own()));
  }

  private static String withoutScheme(String principal) {
    return principal.startsWith(SCHEME) ? principal.substring(SCHEME.length()) : principal;
  }

  private static Map<String, String> query(String path) {
    if (path.indexOf('?') < 0) {
      return Map.of();
    }
    Map<String, String> first = new LinkedHashMap<>();
    try {
      new QueryStringDecoder(path)
          .parameters()
          .forEach((name, values) -> first.put(name, values.get(0)));
    } catch (IllegalArgumentException e) {
      return Map.of(); // a broken escape: the path is reported as it is
    }
    return first;
  }

  private static Map<String, String> headers(Exchange exchange) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(":method", exchange.method());
    all.put(":path", exchange.path());
    all.put(":authority", exchange.host());
    copy(exchange.requestHeaders(), all);
    all.remove(HttpHeaderNames.HOST.toString());
    return all;
  }

  /** Names in lower case; of a field that comes twice, both values. */
  static void copy(HttpHeaders from, Map<String, String> to) {
    from.forEach(
        field -> {
          String name = field.getKey().toLowerCase(Locale.ROOT);
          if (!BETWEEN_PROXIES.contains(name)) {
            to.merge(name, field.getValue(), (one, other) -> one + "," + other);
          }
        });
  }
}
