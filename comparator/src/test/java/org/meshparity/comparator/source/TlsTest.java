package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.source.settings.Sources;

/** Certificates on both ends, right and wrong. */
@Timeout(60)
class TlsTest {

  private static final byte[] ANSWER =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"
          .getBytes(StandardCharsets.UTF_8);
  private static X509Bundle authority;
  private static X509Bundle client;

  @TempDir Path folder;
  private HttpsServer server;
  private String url = "";

  @BeforeAll
  static void makeCertificates() throws Exception {
    authority =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=Test CA")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    client =
        new CertificateBuilder()
            .rsa2048()
            .subject("CN=client")
            .addExtendedKeyUsageClientAuth()
            .buildIssuedBy(authority);
  }

  private static X509Bundle certificate(String dns, Duration age) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=server")
        .addSanDnsName(dns)
        .notBefore(Instant.now().minus(age).minus(Duration.ofHours(1)))
        .notAfter(Instant.now().plus(Duration.ofHours(1)).minus(age))
        .addExtendedKeyUsageServerAuth()
        .buildIssuedBy(authority);
  }

  private void serve(X509Bundle bundle, boolean wantsClient) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        bundle.toKeyManagerFactory().getKeyManagers(),
        authority.toTrustManagerFactory().getTrustManagers(),
        null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters params) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(wantsClient);
            params.setSSLParameters(ssl);
          }
        });
    server.createContext("/", TlsTest::answer);
    server.start();
    url = "https://localhost:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private QuerySource source(String tls) throws IOException {
    Files.writeString(folder.resolve("ca.pem"), authority.getCertificatePEM());
    Files.writeString(folder.resolve("cert.pem"), client.getCertificatePEM());
    if (Files.notExists(folder.resolve("key.pem"))) {
      Files.writeString(folder.resolve("key.pem"), client.getPrivateKeyPEM());
    }
    Path file = folder.resolve("sources.yaml");
    Files.writeString(
        file,
        "sources: {prod: {url: '"
            + url
            + "'"
            + (tls.isEmpty() ? "" : ", tls: {" + tls + "}")
            + "}}");
    return Sources.read(file, Map.of()).get("prod");
  }

  private static void ask(QuerySource source) throws SourceUnavailable {
    source.query("up", 1000, (labels, value) -> {});
  }

  @Test
  void anAuthorityOfItsOwnIsTrustedAndNoOther() throws Exception {
    serve(certificate("localhost", Duration.ZERO), false);
    try (QuerySource trusting = source("ca-file: ca.pem");
        QuerySource plain = source("")) {
      ask(trusting);

      assertThatThrownBy(() -> ask(plain)).hasMessageContaining("failed the TLS handshake");
    }
  }

  @Test
  void theNameMustBeTheServersUnlessAnotherIsGiven() throws Exception {
    serve(certificate("prometheus.mesh", Duration.ZERO), false);
    try (QuerySource strict = source("ca-file: ca.pem");
        QuerySource named = source("ca-file: ca.pem, server-name: prometheus.mesh")) {
      assertThatThrownBy(() -> ask(strict)).hasMessageContaining("failed the TLS handshake");

      ask(named);
    }
  }

  @Test
  void nothingIsVerifiedOnlyWhereThatIsSaidAndTheReaderHearsOfIt() throws Exception {
    serve(certificate("elsewhere", Duration.ZERO), false);
    List<String> notes = new ArrayList<>();
    try (QuerySource source = source("insecure-skip-verify: true")) {
      ask((QuerySource) source.noting(notes::add));
    }
    assertThat(notes).containsExactly("its certificate is not verified, as its settings say");
  }

  @Test
  void aCertificateThatExpiredIsSaid() throws Exception {
    serve(certificate("localhost", Duration.ofHours(3)), false);
    try (QuerySource source = source("ca-file: ca.pem")) {
      assertThatThrownBy(() -> ask(source))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("failed the TLS handshake")
          .hasMessageContaining("its certificate");
    }
  }

  @Test
  void aCertificateThatExpiresDuringARunEndsIt() throws Exception {
    serve(certificate("localhost", Duration.ZERO), false);
    try (QuerySource source = source("ca-file: ca.pem")) {
      ask(source);
      int port = server.getAddress().getPort();
      server.stop(0);
      serveAgain(port);

      assertThatThrownBy(() -> ask(source)).hasMessageContaining("failed the TLS handshake");
    }
  }

  @Test
  void aConnectionThatStaysOpenDoesNotOutliveTheCertificate() throws Exception {
    serve(certificate("localhost", Duration.ofHours(1).minusSeconds(3)), false);
    try (QuerySource source = source("ca-file: ca.pem")) {
      ask(source);
      new CountDownLatch(1).await(3, TimeUnit.SECONDS);

      assertThatThrownBy(() -> ask(source)).hasMessageContaining("its certificate has expired at");
    }
  }

  @Test
  void aCertificateThatIsTrustedItselfMayStillHaveExpired() throws Exception {
    X509Bundle itself =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=server")
            .addSanDnsName("localhost")
            .setIsCertificateAuthority(true)
            .notBefore(Instant.now().minus(Duration.ofHours(2)))
            .notAfter(Instant.now().minus(Duration.ofHours(1)))
            .buildSelfSigned();
    Files.writeString(folder.resolve("own.pem"), itself.getCertificatePEM());
    serve(itself, false);
    try (QuerySource source = source("ca-file: own.pem")) {
      assertThatThrownBy(() -> ask(source)).hasMessageContaining("its certificate has expired at");
    }
  }

  private void serveAgain(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    X509Bundle old = certificate("localhost", Duration.ofHours(3));
    context.init(old.toKeyManagerFactory().getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", TlsTest::answer);
    server.start();
  }

  @Test
  void aClientShowsItsCertificate() throws Exception {
    serve(certificate("localhost", Duration.ZERO), true);
    try (QuerySource known = source("ca-file: ca.pem, cert-file: cert.pem, key-file: key.pem");
        QuerySource unknown = source("ca-file: ca.pem")) {
      ask(known);

      assertThatThrownBy(() -> ask(unknown))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("certificate of this client")
          .hasMessageContaining("give cert-file");
    }
  }

  /** As some proxies do with a client whose certificate is lacking, or not one of theirs. */
  @Test
  void aServerThatHangsUpWithoutAWordMayWantACertificate() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        certificate("localhost", Duration.ZERO).toKeyManagerFactory().getKeyManagers(), null, null);
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (ServerSocket socket = context.getServerSocketFactory().createServerSocket(0, 10, here)) {
      Thread closing = new Thread(() -> hangUp(socket));
      closing.start();
      url = "https://localhost:" + socket.getLocalPort();
      try (QuerySource none = source("ca-file: ca.pem");
          QuerySource one = source("ca-file: ca.pem, cert-file: cert.pem, key-file: key.pem")) {
        assertThatThrownBy(() -> ask(none))
            .hasMessageContaining("was cut off before it answered")
            .hasMessageContaining("may want a certificate of this client, give cert-file");
        assertThatThrownBy(() -> ask(one))
            .hasMessageContaining("may not trust the certificate of this client in cert-file");
      }
    }
  }

  private static void hangUp(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (SSLSocket caller = (SSLSocket) socket.accept()) {
        caller.startHandshake();
        int unused = caller.getInputStream().read();
      } catch (IOException closed) {
        // the caller left, or the test is over
      }
    }
  }

  @Test
  void headersWithoutEndAreCalledSoBehindTlsToo() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        certificate("localhost", Duration.ZERO).toKeyManagerFactory().getKeyManagers(), null, null);
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (ServerSocket socket = context.getServerSocketFactory().createServerSocket(0, 10, here)) {
      Thread sending = new Thread(() -> sendHeaders(socket));
      sending.start();
      url = "https://localhost:" + socket.getLocalPort();
      try (QuerySource source = source("ca-file: ca.pem")) {
        assertThatThrownBy(() -> ask(source))
            .hasMessageContaining("its headers take more than 256 KB");
      }
    }
  }

  private static void sendHeaders(ServerSocket socket) {
    byte[] lines = "X-Much: x\r\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
    try (Socket caller = socket.accept()) {
      OutputStream out = caller.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
      while (!socket.isClosed()) {
        out.write(lines);
      }
    } catch (IOException closed) {
      // the caller left, or the test is over
    }
  }

  @Test
  void olderFormsOfKeysAreRead() throws Exception {
    serve(certificate("localhost", Duration.ZERO), true);
    byte[] pkcs8 = client.getKeyPair().getPrivate().getEncoded();
    // what PKCS#8 wraps around an RSA key of this size is 26 bytes long
    byte[] pkcs1 = java.util.Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    assertThat(new BigInteger(1, pkcs1).signum()).isPositive();
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pkcs1)
            + "\n-----END RSA PRIVATE KEY-----\n");
    try (QuerySource source = source("ca-file: ca.pem, cert-file: cert.pem, key-file: key.pem")) {
      ask(source);
    }
  }

  @Test
  void filesThatAreReplacedAreReadAgain() throws Exception {
    serve(certificate("localhost", Duration.ZERO), true);
    Files.writeString(folder.resolve("key.pem"), "no key yet");
    try (QuerySource source = source("ca-file: ca.pem, cert-file: cert.pem, key-file: key.pem")) {
      assertThatThrownBy(() -> ask(source)).hasMessageContaining("holds no private key");

      Files.writeString(folder.resolve("key.pem"), client.getPrivateKeyPEM());
      Files.setLastModifiedTime(
          folder.resolve("key.pem"), FileTime.from(Instant.now().plusSeconds(5)));
      ask(source);
    }
  }

  @Test
  void keysThatCannotBeUsedAreSaidAndNotShown() throws Exception {
    serve(certificate("localhost", Duration.ZERO), true);
    String tls = "ca-file: ca.pem, cert-file: cert.pem, key-file: key.pem";
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VjcmV0\n-----END ENCRYPTED PRIVATE KEY-----\n");
    try (QuerySource source = source(tls)) {
      assertThatThrownBy(() -> ask(source)).hasMessageContaining("has a pass phrase");
    }
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    try (QuerySource source = source(tls)) {
      assertThatThrownBy(() -> ask(source))
          .hasMessageContaining("holds no key that Java can read")
          .hasMessageNotContaining("c2VjcmV0");
    }
  }
}
