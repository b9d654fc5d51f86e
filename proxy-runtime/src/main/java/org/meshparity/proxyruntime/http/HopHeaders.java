package org.meshparity.proxyruntime.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;

/** Headers that are meant for the next hop only and must not travel on. */
public final class HopHeaders {

  /** A caller must not get these removed by naming them: a body's framing, and the host. */
  private static final Set<String> KEPT =
      Set.of("content-length", "transfer-encoding", "host", "te");

  private HopHeaders() {}

  /** Removes them, and whatever {@code Connection} names. */
  public static void strip(HttpHeaders headers) {
    if (headers.contains(HttpHeaderNames.CONNECTION)) {
      stripNamed(headers);
      headers.remove(HttpHeaderNames.CONNECTION);
    }
    headers.remove(HttpHeaderNames.UPGRADE);
    headers.remove("keep-alive");
    headers.remove("proxy-connection");
    headers.remove("http2-settings");
    if (headers.contains(HttpHeaderNames.TE)) {
      stripCodings(headers);
    }
  }

  private static void stripNamed(HttpHeaders headers) {
    for (String named : headers.getAll(HttpHeaderNames.CONNECTION)) {
      for (String name : named.split(",", -1)) {
        String header = name.trim();
        if (!header.isEmpty() && !KEPT.contains(header.toLowerCase(java.util.Locale.ROOT))) {
          headers.remove(header);
        }
      }
    }
  }

  /** Trailers travel through this proxy, so a caller that takes them may say so; gRPC must. */
  private static void stripCodings(HttpHeaders headers) {
    if (headers.containsValue(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS, true)) {
      headers.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
    } else {
      headers.remove(HttpHeaderNames.TE);
    }
  }
}
