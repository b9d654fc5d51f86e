package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of servers elsewhere, of which no packet has to be sent. */
class CompressionHeaderTest {

  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://127.0.0.1:9090/       | identity",
        "http://127.8.9.10/prom/      | identity",
        "http://localhost:9090/       | identity",
        "https://[::1]:9090/          | identity",
        "http://10.0.0.1:9090/        | gzip, zstd;q=0.5",
        "http://prom.example/         | gzip, zstd;q=0.5",
        "http://localhost.example/    | gzip, zstd;q=0.5",
        "http://127.0.0.1.nip.example | gzip, zstd;q=0.5"
      })
  void onlyAnswersOfThisMachineComeUnpackedUnlessTold(String url, String wanted) throws Exception {
    HttpUrl endpoint = HttpUrl.get(url);
    try (AccessClient client =
        new AccessClient(Access.OPEN, TIMEOUTS, List.of(ConnectionSpec.CLEARTEXT))) {
      Call call = client.call(endpoint, Map.of("query", "up"));

      assertThat(call.request().header("Accept-Encoding")).isEqualTo(wanted);
    }
  }
}
