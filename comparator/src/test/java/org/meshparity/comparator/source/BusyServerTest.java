package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meshparity.comparator.source.access.Retries;

/** A server that cannot answer now is asked again, one that is not needed any more is left. */
@Timeout(30)
class BusyServerTest {

  private static final byte[] ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
          .getBytes(StandardCharsets.UTF_8);
  private static final PrometheusOptions QUICK =
      PrometheusOptions.DEFAULT.withRetries(
          new Retries(3, Duration.ofMillis(20), Duration.ofMillis(50)));

  private static StubServer busy(int times, int status, String retryAfter) {
    AtomicInteger asked = new AtomicInteger();
    return StubServer.answering(
        (request, exchange) -> {
          if (asked.incrementAndGet() > times) {
            StubServer.send(exchange, 200, "application/json", ANSWER);
            return;
          }
          if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
          }
          StubServer.send(exchange, status, "text/plain", "busy".getBytes(StandardCharsets.UTF_8));
        });
  }

  private static void ask(PrometheusSource source) throws SourceUnavailable {
    source.query("up", 1000, (labels, value) -> {});
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aBusyServerIsAskedAgain(int status) throws Exception {
    try (StubServer server = busy(3, status, "");
        PrometheusSource source = PrometheusSource.of(server.url(), QUICK)) {
      ask(source);

      assertThat(server.seen()).hasSize(4);
    }
  }

  @Test
  void butNotForEver() {
    try (StubServer server = busy(99, 503, "");
        PrometheusSource source = PrometheusSource.of(server.url(), QUICK)) {
      assertThatThrownBy(() -> ask(source))
          .isInstanceOf(SourceUnavailable.class)
          .isNotInstanceOf(QueryTooLarge.class)
          .hasMessageContaining("answered 503 (busy)");
      assertThat(server.seen()).hasSize(4);
    }
  }

  @Test
  void itIsGivenTheTimeItAsksFor() throws Exception {
    try (StubServer server = busy(1, 429, "1");
        PrometheusSource source = PrometheusSource.of(server.url(), QUICK)) {
      long before = System.nanoTime();
      ask(source);

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void moreTimeThanThereIsIsNotWaitedFor() {
    try (StubServer server = busy(99, 429, "3600");
        PrometheusSource source = PrometheusSource.of(server.url(), QUICK)) {
      assertThatThrownBy(() -> ask(source))
          .hasMessageContaining("answered 429 (busy); it asks to wait for 3600 s");
      assertThat(server.seen()).hasSize(1);
    }
  }

  /** The HTTP library reads the header too, as an int. */
  @ParameterizedTest
  @ValueSource(ints = {503, 408})
  void aNumberBeyondAllMeasureIsAReasonToo(int status) {
    try (StubServer server = busy(99, status, "99999999999");
        PrometheusSource source = PrometheusSource.of(server.url(), QUICK)) {
      assertThatThrownBy(() -> ask(source))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("answered " + status + " (busy)");
      assertThat(server.seen()).hasSize(1);
    }
  }

  /** The HTTP library would ask by itself, past everybody's count of questions. */
  @Test
  void nobodyElseAsksAgainAtOnce() {
    PrometheusOptions once = PrometheusOptions.DEFAULT.withRetries(Retries.NONE);
    try (StubServer server = busy(99, 503, "0");
        PrometheusSource source = PrometheusSource.of(server.url(), once)) {
      assertThatThrownBy(() -> ask(source)).hasMessageContaining("answered 503 (busy)");
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void whoNamesNoTimeIsNotSaidToAskForOne() {
    PrometheusOptions patient =
        PrometheusOptions.DEFAULT.withRetries(
            new Retries(3, Duration.ofDays(1), Duration.ofDays(1)));
    try (StubServer server = busy(99, 503, "");
        PrometheusSource source = PrometheusSource.of(server.url(), patient)) {
      assertThatThrownBy(() -> ask(source))
          .hasMessageContaining("answered 503 (busy); it was asked once; try again later");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 422, 500, 502})
  void anyOtherRefusalIsFinal(int status) {
    try (StubServer server = busy(1, status, "");
        PrometheusSource source = PrometheusSource.of(server.url(), QUICK)) {
      assertThatThrownBy(() -> ask(source)).hasMessageContaining("answered " + status);
      assertThat(server.seen()).hasSize(1);
    }
  }

  @Test
  void whoeverWaitsCanLeaveAndTheServerHearsOfIt() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    AtomicReference<SourceUnavailable> fault = new AtomicReference<>();
    try (StubServer server =
            StubServer.answering(
                (request, exchange) -> {
                  exchange.sendResponseHeaders(200, 0);
                  asked.countDown();
                  try (OutputStream out = exchange.getResponseBody()) {
                    while (true) {
                      out.write(new byte[] {' '});
                      out.flush();
                    }
                  } catch (IOException closed) {
                    hungUp.countDown();
                  }
                });
        PrometheusSource source = PrometheusSource.of(server.url(), QUICK)) {
      Thread run =
          new Thread(
              () -> fault.set(catchThrowableOfType(SourceUnavailable.class, () -> ask(source))));
      run.start();
      asked.await();
      run.interrupt();

      hungUp.await();
      await().until(() -> !run.isAlive());
      assertThat(fault.get())
          .isNotInstanceOf(QueryTooLarge.class)
          .hasMessageContaining("as this run was stopped");
    }
  }

  @Test
  void aSourceThatIsClosedLeavesItsQueries() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    AtomicReference<SourceUnavailable> fault = new AtomicReference<>();
    try (StubServer server =
        StubServer.answering(
            (request, exchange) -> {
              asked.countDown();
              awaitQuietly(over);
            })) {
      PrometheusSource source = PrometheusSource.of(server.url(), QUICK);
      Thread run =
          new Thread(
              () -> fault.set(catchThrowableOfType(SourceUnavailable.class, () -> ask(source))));
      run.start();
      asked.await();
      source.close();

      await().until(() -> !run.isAlive());
      over.countDown();
      assertThat(fault.get()).hasMessageContaining("as this run was stopped");
    }
  }

  private static void awaitQuietly(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
