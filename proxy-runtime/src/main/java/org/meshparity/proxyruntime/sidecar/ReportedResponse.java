package org.meshparity.proxyruntime.sidecar;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;

/** What a report says of the response. */
final class ReportedResponse {

  /** What Mixer is told when no response was sent. */
  private static final int NONE = 500;

  private ReportedResponse() {}

  static void addTo(AttributeBag.Builder bag, Exchange exchange) {
    int code = exchange.code();
    bag.whole("response.code", code == 0 ? NONE : code);
    bag.span("response.duration", Duration.ofNanos(exchange.durationNanos()));
    bag.moment("response.time", Instant.now());
    bag.whole("response.size", exchange.responseBody());
    bag.whole("response.total_size", exchange.responseBody() + exchange.responseHeaderBytes());
    bag.textMap("response.headers", headers(exchange));
    bag.text("context.proxy_error_code", exchange.flags());
    given(bag, "response.grpc_status", exchange.grpcStatus());
    given(bag, "response.grpc_message", exchange.grpcMessage());
    bag.flag("check.cache_hit", false);
    bag.flag("quota.cache_hit", false);
  }

  private static void given(AttributeBag.Builder bag, String name, @Nullable String value) {
    if (value != null) {
      bag.text(name, value);
    }
  }

  private static Map<String, String> headers(Exchange exchange) {
    Map<String, String> all = new LinkedHashMap<>();
    if (exchange.code() != 0) {
      all.put(":status", String.valueOf(exchange.code()));
    }
    ReportedRequest.copy(exchange.responseHeaders(), all);
    return all;
  }
}
