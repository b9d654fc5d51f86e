package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.comparator.source.settings.Sources;

/** A client's certificate that is renewed, has expired, or is nobody's that a server knows. */
@Timeout(60)
class ClientCertificateTest {

  private static final String EMPTY =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

  @TempDir Path folder;
  @TempDir Path others;
  private OwnAuthority own;

  @BeforeEach
  void makeCertificates() throws Exception {
    own = OwnAuthority.writtenInto(folder);
    OwnAuthority.writtenInto(others);
  }

  private StubServer server() throws Exception {
    return StubServer.overTls(
        own.server(true),
        (request, exchange) ->
            StubServer.send(
                exchange, 200, "application/json", EMPTY.getBytes(StandardCharsets.UTF_8)));
  }

  private QuerySource source(StubServer server) throws Exception {
    Path settings = folder.resolve("meshparity.yaml");
    Files.writeString(
        settings,
        "sources:\n  prod: {url: '"
            + server.url()
            + "', tls: {ca-file: ca.pem, cert-file: cert.pem, key-file: key.pem}}\n");
    return Objects.requireNonNull(Sources.read(settings, Map.of()).get("prod"));
  }

  private static void ask(QuerySource source) throws SourceUnavailable {
    source.query("up", 1000, (labels, value) -> {});
  }

  private void taken(String file) throws Exception {
    Files.copy(others.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void halfARenewalIsNotUsedYet() throws Exception {
    try (StubServer server = server();
        QuerySource source = source(server)) {
      ask(source);
      taken("cert.pem");
      Files.setLastModifiedTime(folder.resolve("cert.pem"), FileTime.from(Instant.now()));

      ask(source);

      assertThat(server.peers()).isEqualTo(List.of("CN=client", "CN=client"));
    }
  }

  @Test
  void whatStaysHalfIsSaid() throws Exception {
    try (StubServer server = server();
        QuerySource source = source(server)) {
      ask(source);
      taken("cert.pem");
      Instant before = Instant.now().minusSeconds(60);
      for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
        Files.setLastModifiedTime(folder.resolve(file), FileTime.from(before));
      }

      assertThatThrownBy(() -> ask(source)).hasMessageContaining("is not that of the first");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "certificate_expired, that of this client in cert-file has expired",
    "unknown_ca, does not trust the certificate of this client in cert-file"
  })
  void whatAServerSaysOfItIsToldOfIt(String alert, String remedy) {
    SSLHandshakeException said = new SSLHandshakeException("Received fatal alert: " + alert);

    assertThat(HttpFaults.ofBreak(said)).contains(alert).contains(remedy);
  }
}
