package org.meshparity.proxyruntime.mesh;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.meshparity.proxyruntime.sidecar.Network;

/**
 * Sends requests to the gateway at random moments, whether or not the earlier ones were answered.
 */
final class LoadGenerator {

  private static final String HOST = "bookinfo.example.com";
  private static final double POST_SHARE = 0.2;
  private static final long POLL_NANOS = 5_000_000;
  private static final long MAX_BEHIND_NANOS = 500_000_000;

  /** Some on bucket bounds, where v1 and v2 count apart. */
  private static final int[] POST_BYTES = {1, 10, 57, 100, 250, 1000, 1234, 10000};

  private final MeshSettings.Load load;
  private final HttpCaller gateway;
  private final Network network;
  private final Random random;
  private final long startNanos = System.nanoTime();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private volatile boolean stopped;
  private long dueNanos = startNanos;

  LoadGenerator(MeshSettings.Load load, HttpCaller gateway, Network network) {
    this.load = load;
    this.gateway = gateway;
    this.network = network;
    random = new Random(load.seed());
  }

  void start() {
    next();
  }

  private void next() {
    long now = System.nanoTime();
    double seconds = -Math.log(1 - random.nextDouble()) / load.rate();
    // From when the last was due, not from when it was sent: else a busy machine lowers the rate.
    // Whoever is far behind does not try to catch up.
    dueNanos = Math.max(dueNanos, now - MAX_BEHIND_NANOS) + Math.round(seconds * 1e9);
    var unused =
        network.timer().schedule(this::tick, Math.max(0, dueNanos - now), TimeUnit.NANOSECONDS);
  }

  private void tick() {
    if (stopped) {
      return;
    }
    if (!isPausing()) {
      send();
    }
    next();
  }

  private void send() {
    sent.incrementAndGet();
    boolean post = random.nextDouble() < POST_SHARE;
    byte[] body = new byte[post ? POST_BYTES[random.nextInt(POST_BYTES.length)] : 0];
    var unused =
        gateway
            .call(HOST, post ? HttpMethod.POST : HttpMethod.GET, "/productpage", body)
            .whenComplete(
                (code, failure) -> {
                  if (failure != null) {
                    failed.incrementAndGet();
                  }
                  answered.incrementAndGet();
                });
  }

  boolean isPausing() {
    return load.pauses().isPause(System.nanoTime() - startNanos);
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  /** Sends no more, and waits for the answers under way, but no longer than this. */
  void stop(Duration patience) {
    stopped = true;
    long deadline = System.nanoTime() + patience.toNanos();
    while (sent.get() != answered.get() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
