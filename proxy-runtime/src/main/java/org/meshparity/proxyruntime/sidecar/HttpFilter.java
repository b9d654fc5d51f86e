package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaders;

/** One station that every request of a sidecar passes. Must not block. */
interface HttpFilter {

  /** Before the request goes on; the headers may be changed. */
  default void onRequest(Exchange exchange, HttpHeaders headers) {}

  /** Before the response goes back; the headers may be changed. */
  default void onResponse(Exchange exchange, HttpHeaders headers) {}

  /** When everything about the request is known. */
  default void onEnd(Exchange exchange) {}
}
