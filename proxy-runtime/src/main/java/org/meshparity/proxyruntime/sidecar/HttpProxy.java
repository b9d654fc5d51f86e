package org.meshparity.proxyruntime.sidecar;

import java.util.List;

/**
 * What all connections of one listener share.
 *
 * @param direction in which requests pass
 * @param router chooses the endpoint
 * @param filters in the order a request meets them
 * @param upstreams connections to endpoints
 * @param settings of HTTP
 * @param activity of the sidecar
 * @param watches for what lasts too long
 */
record HttpProxy(
    Exchange.Direction direction,
    Router router,
    List<HttpFilter> filters,
    UpstreamPool upstreams,
    HttpSettings settings,
    Activity activity,
    Watches watches) {

  HttpProxy {
    filters = List.copyOf(filters);
  }

  /** Whether an endpoint is spoken to in HTTP/2 for a caller who speaks this. */
  boolean usesHttp2(boolean callerDoes) {
    return switch (settings.upstream()) {
      case AUTO -> callerDoes;
      case HTTP1 -> false;
      case HTTP2 -> true;
    };
  }
}
