package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meshparity.tests.bench.RequestTap.Posted;

/** What is put again is what was put, to the byte. */
class CurlReplayTest {

  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "*/*");
  private static final Map<String, String> READ =
      Map.of(
          "Content-Type", "application/x-protobuf",
          "Content-Encoding", "snappy",
          "Accept", "application/x-streamed-protobuf",
          "X-Prometheus-Remote-Read-Version", "0.1.0");

  private static final List<Posted> REQUESTS =
      List.of(
          new Posted("/api/v1/query", FORM, text("query=up%7Ba%3D%22b%5C%5C%22%7D&time=1.500")),
          new Posted("/api/v1/read", READ, new byte[] {0, 13, 10, '"', '\\', -1, 26}),
          new Posted("/api/v1/query?dedup=false", FORM, text("query=%0A@x")));

  private HttpServer server;

  private static byte[] text(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void answer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(text("{}"));
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private List<Posted> putAgain(int atOnce) throws Exception {
    try (RequestTap tap = RequestTap.before("http://127.0.0.1:" + server.getAddress().getPort());
        CurlReplay curl = new CurlReplay(tap.url(), REQUESTS)) {
      curl.run(atOnce);
      return tap.posted();
    }
  }

  @Test
  void oneAfterAnotherIsTheSameOrder() throws Exception {
    assertThat(putAgain(1)).usingRecursiveComparison().isEqualTo(REQUESTS);
  }

  @Test
  void twoAtATimeAreTheSameRequests() throws Exception {
    assertThat(putAgain(2))
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(REQUESTS);
  }
}
