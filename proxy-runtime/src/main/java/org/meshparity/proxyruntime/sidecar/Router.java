package org.meshparity.proxyruntime.sidecar;

import org.jspecify.annotations.Nullable;

/** Chooses where a request goes. Asked once for every request, on the connection's own thread. */
@FunctionalInterface
public interface Router {

  /** The endpoint for a request to this host; null when there is none. */
  @Nullable Destination route(String host);
}
