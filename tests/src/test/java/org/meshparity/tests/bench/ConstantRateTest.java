package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers one request after the other, and stands still when told to. */
class ConstantRateTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final double MILLI = 1e6;

  private final ExecutorService oneAtATime = Executors.newSingleThreadExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private int standsStillAt = -1;
  private int code = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(oneAtATime);
    server.createContext(
        "/bench",
        exchange -> {
          if (asked.incrementAndGet() == standsStillAt) {
            stall();
          }
          exchange.sendResponseHeaders(code, 1);
          exchange.getResponseBody().write(1);
          exchange.close();
        });
    server.start();
  }

  /** Half a second, as a pause of a proxy would be. */
  private static void stall() {
    long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
    oneAtATime.shutdownNow();
  }

  private ConstantRate.Outcome run(int rate) throws Exception {
    return new ConstantRate(rate, "host").run(server.getAddress().getPort(), SECOND);
  }

  @Test
  void itSendsAsManyAsTheRateSays() throws Exception {
    ConstantRate.Outcome outcome = run(200);

    assertThat(outcome.answered()).isEqualTo(200);
    assertThat(asked).hasValue(200);
    assertThat(outcome.failed()).isZero();
    assertThat(outcome.seconds()).isGreaterThan(0.99);
  }

  @Test
  void whatHadToWaitBehindASlowAnswerIsLateToo() throws Exception {
    standsStillAt = 50;

    ConstantRate.Outcome outcome = run(200);

    assertThat(outcome.answered()).isEqualTo(200);
    long late = outcome.latency().getCountBetweenValues((long) (100 * MILLI), Long.MAX_VALUE / 4);
    assertThat(late).as("all that were due in the first 400 of 500 ms").isGreaterThan(70);
  }

  @Test
  void anotherCodeThan200IsAFailureAndNoLatency() throws Exception {
    code = 503;

    ConstantRate.Outcome outcome = run(50);

    assertThat(outcome.failed()).isEqualTo(50);
    assertThat(outcome.answered()).isZero();
  }
}
