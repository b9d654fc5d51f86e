package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One watch for each loop of a sidecar. */
final class Watches {

  private final Map<EventLoop, Watch> byLoop = new ConcurrentHashMap<>();
  private final Duration shortest;

  Watches(Duration shortest) {
    this.shortest = shortest;
  }

  Watch of(EventLoop loop) {
    Watch known = byLoop.get(loop);
    return known != null ? known : byLoop.computeIfAbsent(loop, at -> new Watch(at, shortest));
  }
}
