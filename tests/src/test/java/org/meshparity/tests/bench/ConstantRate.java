package org.meshparity.tests.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at moments fixed in advance, whatever the answers do.
 *
 * <p>Each connection has every so-many-th moment. A latency counts from the moment that was meant,
 * not from when the request could be sent: an answer that is late makes those behind it late too,
 * and that is counted, not left out.
 */
final class ConstantRate {

  /** So many answers may be outstanding; at 1000 a second each connection sends every 32 ms. */
  private static final int CONNECTIONS = 32;

  private static final long HIGHEST_NANOS = Duration.ofSeconds(60).toNanos();
  private static final int DIGITS = 3;
  private static final long LEAD_NANOS = 50_000_000;

  private final int rate;
  private final String host;

  ConstantRate(int rate, String host) {
    if (rate < 1) {
      throw new IllegalArgumentException("rate must be 1 or more, was " + rate);
    }
    this.rate = rate;
    this.host = host;
  }

  /**
   * What came of it.
   *
   * @param latency from the moment meant to the end of the answer, in nanoseconds
   * @param lateness from the moment meant to the moment sent
   * @param failed requests without an answer of 200
   * @param seconds from the first moment meant to the last answer
   */
  record Outcome(Histogram latency, Histogram lateness, long failed, double seconds) {
    long answered() {
      return latency.getTotalCount();
    }
  }

  /** Sends to a port of this machine for so long. */
  Outcome run(int port, Duration length) throws IOException, InterruptedException {
    long requests = Math.max(1, Math.round(rate * length.toNanos() / 1e9));
    long start = System.nanoTime() + LEAD_NANOS;
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<Outcome>> parts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int first = i;
        parts.add(threads.submit(() -> send(port, first, requests, start)));
      }
      return sum(parts, start);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Outcome sum(List<Future<Outcome>> parts, long start)
      throws IOException, InterruptedException {
    Histogram latency = new Histogram(HIGHEST_NANOS, DIGITS);
    Histogram lateness = new Histogram(HIGHEST_NANOS, DIGITS);
    long failed = 0;
    for (Future<Outcome> part : parts) {
      try {
        Outcome one = part.get();
        latency.add(one.latency());
        lateness.add(one.lateness());
        failed += one.failed();
      } catch (ExecutionException e) {
        throw new IOException("the load broke off: " + e.getCause(), e.getCause());
      }
    }
    return new Outcome(latency, lateness, failed, (System.nanoTime() - start) / 1e9);
  }

  /** Every so-many-th request of all, from the first on, over one connection. */
  private Outcome send(int port, int first, long requests, long start) throws IOException {
    Histogram latency = new Histogram(HIGHEST_NANOS, DIGITS);
    Histogram lateness = new Histogram(HIGHEST_NANOS, DIGITS);
    long failed = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      PlainHttp http = new PlainHttp(socket, host);
      for (long i = first; i < requests; i += CONNECTIONS) {
        long due = start + Math.round(i * 1e9 / rate);
        awaitMoment(due);
        lateness.recordValue(clamp(System.nanoTime() - due));
        if (http.get() == 200) {
          latency.recordValue(clamp(System.nanoTime() - due));
        } else {
          failed++;
        }
      }
    }
    return new Outcome(latency, lateness, failed, 0);
  }

  private static long clamp(long nanos) {
    return Math.max(0, Math.min(HIGHEST_NANOS, nanos));
  }

  private static void awaitMoment(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
  }
}
