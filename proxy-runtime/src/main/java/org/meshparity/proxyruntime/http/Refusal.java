package org.meshparity.proxyruntime.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Why a request is not taken at all.
 *
 * @param status of the answer
 * @param reason a short sentence for the caller
 */
public record Refusal(HttpResponseStatus status, String reason) {

  static Refusal bad(String reason) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, reason);
  }
}
