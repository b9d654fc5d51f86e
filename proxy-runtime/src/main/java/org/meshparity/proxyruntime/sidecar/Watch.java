package org.meshparity.proxyruntime.sidecar;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything on one loop that has a time limit, every now and then.
 *
 * <p>A timer for each request and connection, set and cancelled each time, would cost more than the
 * limits are worth: almost none is ever reached.
 */
final class Watch {

  private static final Duration SLOWEST = Duration.ofMillis(100);
  private static final Duration FASTEST = Duration.ofMillis(5);

  private final EventLoop loop;
  private final long tickNanos;
  private final Set<Watched> watched = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable ScheduledFuture<?> ticking;

  /**
   * A watch of one loop.
   *
   * @param shortest of the limits it watches: it looks ten times as often, within reason
   */
  Watch(EventLoop loop, Duration shortest) {
    this.loop = loop;
    Duration wanted = shortest.dividedBy(10);
    Duration tick = wanted.compareTo(SLOWEST) > 0 ? SLOWEST : wanted;
    tickNanos = (tick.compareTo(FASTEST) < 0 ? FASTEST : tick).toNanos();
  }

  /** Must be called on the loop, as everything here. */
  void add(Watched one) {
    watched.add(one);
    if (ticking == null) {
      ticking = loop.scheduleAtFixedRate(this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
    }
  }

  void remove(Watched one) {
    watched.remove(one);
  }

  private void tick() {
    long now = System.nanoTime();
    for (Watched one : watched.toArray(new Watched[0])) {
      if (watched.contains(one)) {
        one.check(now);
      }
    }
    ScheduledFuture<?> mine = ticking;
    if (watched.isEmpty() && mine != null) {
      mine.cancel(false);
      ticking = null;
    }
  }
}
