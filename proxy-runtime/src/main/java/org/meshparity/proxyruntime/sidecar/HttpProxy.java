package org.meshparity.proxyruntime.sidecar;

import java.util.List;

/**
 * What all connections of one listener share.
 *
 * @param direction in which requests pass
 * @param router chooses the endpoint
 * @param filters in the order a request meets them
 * @param upstreams connections to endpoints
 */
record HttpProxy(
    Exchange.Direction direction, Router router, List<HttpFilter> filters, UpstreamPool upstreams) {

  HttpProxy {
    filters = List.copyOf(filters);
  }
}
