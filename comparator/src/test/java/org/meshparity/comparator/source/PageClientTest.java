package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of metrics whose headers lie: a reason that names it, and never half a page. */
@Timeout(30)
class PageClientTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK|Content-Length: -5|its Content-Length is below zero",
        "200 OK|Content-Length: 9;Content-Length: 4|it names several Content-Lengths",
        "200 OK|Content-Length: 4;Content-Encoding: br|the content encoding br",
        "503 Busy|Content-Length: 4;Retry-After: 99999999999|answered 503"
      })
  void whatCannotBeTrueIsSaid(String status, String headers, String reason) throws Exception {
    String answer =
        "HTTP/1.1 " + status + "\r\n" + headers.replace(";", "\r\n") + "\r\n\r\nc 5\nd 7\n";
    List<byte[]> bytes = List.of(answer.getBytes(StandardCharsets.UTF_8));
    try (RawServer server = RawServer.answering(request -> bytes);
        PageClient client = new PageClient(Duration.ofSeconds(10), 1000)) {
      IOException fault =
          catchThrowableOfType(
              IOException.class,
              () -> client.fetch(SourceAddress.parse(server.url()), page -> page.readAllBytes()));

      assertThat(HttpFaults.ofBreak(fault)).contains(reason);
    }
  }
}
