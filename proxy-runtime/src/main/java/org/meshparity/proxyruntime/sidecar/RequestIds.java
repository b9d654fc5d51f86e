package org.meshparity.proxyruntime.sidecar;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The two headers that Istio's proxies put on every request that comes without them. */
final class RequestIds {

  static final String ID_HEADER = "x-request-id";
  static final String SCHEME_HEADER = "x-forwarded-proto";

  private RequestIds() {}

  static void identify(HttpHeaders headers) {
    if (!headers.contains(SCHEME_HEADER)) {
      headers.set(SCHEME_HEADER, "http");
    }
    if (!headers.contains(ID_HEADER)) {
      headers.set(ID_HEADER, newId());
    }
  }

  /** Unique, not secret: a secure random would cost more than the rest of the request. */
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version4 = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long variant2 = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(version4, variant2).toString();
  }
}
