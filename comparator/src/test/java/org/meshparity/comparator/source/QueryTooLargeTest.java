package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that was hit can be told from any other fault, whoever's limit it was. */
class QueryTooLargeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422 | query processing would load too many samples into memory in query execution",
        "503 | query timed out in expression evaluation",
        "504 | <html>gateway timeout</html>",
        "413 | request entity too large",
        "414 | URI too long",
        "422 | the query exceeded the maximum number of series (err-mimir-max-series-per-query)",
        "422 | the query hit the max number of chunks limit while fetching chunks",
        "422 | expanding series: the query hit the aggregated data size limit (limit: 9 bytes)",
        "422 | cannot select more than -search.maxSamplesPerQuery=1000000000 samples",
        "500 | expanding series: exceeded series limit: limit 100 violated (got 101)",
        "200 | query processing would load too many samples into memory in query execution",
        "200 | exceeded maximum samples (50000000)",
      })
  void aLimitOfTheServerAsksForLess(int status, String said) {
    String body = "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"" + said + "\"}";
    try (StubServer server = StubServer.answering(status, "application/json", body)) {
      assertThat(fault(server, PrometheusOptions.DEFAULT))
          .isInstanceOf(QueryTooLarge.class)
          .hasMessageContaining("; ask for less at once");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | invalid parameter query: 1:1: parse error",
        "401 | who are you",
        "422 | found duplicate series for the match group",
        "500 | disk is full",
      })
  void anyOtherRefusalDoesNot(int status, String said) {
    try (StubServer server = StubServer.answering(status, "text/plain", said)) {
      assertThat(fault(server, PrometheusOptions.DEFAULT)).isNotInstanceOf(QueryTooLarge.class);
    }
  }

  @Test
  void anAnswerLongerThanAllowedAsksForLess() {
    try (StubServer server = StubServer.json(" ".repeat(20_000))) {
      assertThat(fault(server, PrometheusOptions.DEFAULT.withMaxResponseBytes(10_000)))
          .isInstanceOf(QueryTooLarge.class);
    }
  }

  @Test
  void ourOwnPatienceIsALimitToo() {
    CountDownLatch over = new CountDownLatch(1);
    try (StubServer server = StubServer.answering((request, exchange) -> await(over))) {
      assertThat(fault(server, PrometheusOptions.DEFAULT.withCallTimeout(Duration.ofMillis(200))))
          .isInstanceOf(QueryTooLarge.class);
      assertThat(fault(server, PrometheusOptions.DEFAULT.withReadTimeout(Duration.ofMillis(200))))
          .isInstanceOf(QueryTooLarge.class);
      over.countDown();
    }
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static SourceUnavailable fault(StubServer server, PrometheusOptions options) {
    try (PrometheusSource source = PrometheusSource.of(server.url(), options)) {
      SourceUnavailable fault =
          catchThrowableOfType(
              SourceUnavailable.class, () -> source.query("up", 1000, (labels, value) -> {}));
      assertThat(fault).isNotNull();
      return fault;
    }
  }
}
