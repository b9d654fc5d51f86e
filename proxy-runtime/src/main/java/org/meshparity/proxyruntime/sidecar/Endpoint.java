package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections all loops together have to one endpoint. */
final class Endpoint {

  private final AtomicInteger connections = new AtomicInteger();

  /**
   * What requests of one loop share.
   *
   * @param destination they go to
   * @param isHttp2 whether they are spoken to in HTTP/2
   * @param loop they live on
   */
  record Key(Destination destination, boolean isHttp2, EventLoop loop) {}

  /** A loop without any connection may always open one: it could not use those of another. */
  boolean tryOpen(int limit, boolean isFirstOfLoop) {
    if (connections.incrementAndGet() <= limit || isFirstOfLoop) {
      return true;
    }
    connections.decrementAndGet();
    return false;
  }

  void closed() {
    connections.decrementAndGet();
  }

  int connections() {
    return connections.get();
  }
}
