package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** Headers that are meant for the next hop only and must not travel on. */
final class HopHeaders {

  private HopHeaders() {}

  static void strip(HttpHeaders headers) {
    for (String named : headers.getAll(HttpHeaderNames.CONNECTION)) {
      for (String name : named.split(",", -1)) {
        String header = name.trim();
        if (!header.isEmpty() && !isFraming(header)) {
          headers.remove(header);
        }
      }
    }
    headers.remove(HttpHeaderNames.CONNECTION);
    headers.remove("keep-alive");
    headers.remove("proxy-connection");
    headers.remove(HttpHeaderNames.UPGRADE);
  }

  /** A caller must not get a body's framing or the host removed by naming it. */
  private static boolean isFraming(String header) {
    return header.equalsIgnoreCase("content-length")
        || header.equalsIgnoreCase("transfer-encoding")
        || header.equalsIgnoreCase("host");
  }
}
