package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.Channel;

/**
 * A connection to an endpoint, and how many requests it carries. Used on its own loop only, so a
 * request never changes threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pool hears of the end of a connection
final class UpstreamConnection implements Watched {

  private final EndpointPool pool;
  private final Channel channel;
  private final boolean isHttp2;
  private final long idleLimitNanos;
  private int capacity;
  private int streams;
  private boolean spent;
  private long idleSince = System.nanoTime();

  UpstreamConnection(EndpointPool pool, Channel channel, int capacity, long idleLimitNanos) {
    this.pool = pool;
    this.channel = channel;
    this.capacity = capacity;
    this.idleLimitNanos = idleLimitNanos;
    isHttp2 = pool.isHttp2();
  }

  Channel channel() {
    return channel;
  }

  boolean isHttp2() {
    return isHttp2;
  }

  boolean hasRoom() {
    return !spent && streams < capacity && channel.isActive();
  }

  int streams() {
    return streams;
  }

  void taken() {
    streams++;
  }

  /** What the endpoint allows; it may change its mind. */
  void allow(long streamsAtATime) {
    capacity = (int) Math.min(streamsAtATime, pool.streamsPerConnection());
    pool.hasRoom(this);
  }

  void freed(boolean reusable) {
    streams--;
    if (isHttp2) {
      pool.streamOver();
    }
    idleSince = System.nanoTime();
    if (!reusable) {
      spent = true;
    }
    if (spent && streams == 0) {
      channel.close();
    } else {
      pool.hasRoom(this);
    }
  }

  /** Takes no more requests; closes after the last. */
  void retire() {
    spent = true;
    if (streams == 0) {
      channel.close();
    }
  }

  @Override
  public void check(long now) {
    if (streams == 0 && idleLimitNanos > 0 && now - idleSince > idleLimitNanos) {
      retire();
    }
  }
}
