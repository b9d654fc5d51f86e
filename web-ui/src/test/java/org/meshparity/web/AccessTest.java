package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static Asking asking;

  @BeforeAll
  static void start() {
    asking = Asking.about(Reports::gaps);
  }

  @AfterAll
  static void stop() {
    asking.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8090",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "192.168.1.5:8090",
        "[::2]:8090"
      })
  void aForeignHostIsRefused(String host) {
    var answer = asking.get("/", "Host", host);

    assertThat(answer.status()).isIn(400, 421); // 400 is Tomcat's, for what is no host at all
    assertThat(answer.body()).doesNotContain("request-duration");
    assertThat(answer.headers().get("Content-Type")).doesNotContain("8859");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:80", "127.1.2.3", "[::1]:8090"})
  void loopbackIsAnsweredOnWhateverPort(String host) {
    assertThat(asking.get("/", "Host", host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/api/v1/report",
        "/api/v1/nothing",
        "/api/v1/gate",
        "/metrics",
        "/meshparity.css",
        "/live.js",
        "/actuator/health",
        "/actuator/env"
      })
  void everyAnswerCarriesTheHeaders(String path) {
    var headers = asking.get(path).headers();

    assertThat(headers.get("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "data:", "*");
    assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.get("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(headers.names()).noneMatch(name -> name.startsWith("Access-Control"));
  }

  @Test
  void whatIsRefusedCarriesTheHeadersToo() {
    assertThat(asking.get("/", "Host", "evil.example").headers().get("Content-Security-Policy"))
        .contains("default-src 'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /%zz HTTP/1.1", "GET /<script> HTTP/1.1", "GET / HTTP/9.9", "rubbish"})
  void aRequestThatIsNoneGetsNoInsides(String line) throws IOException {
    String answer = raw(line + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 ")
        .doesNotStartWith("HTTP/1.1 2")
        .doesNotContain("Tomcat", "Exception", "at org.");
  }

  private static String raw(String request) throws IOException {
    try (Socket socket =
        new Socket(asking.service().url().getHost(), asking.service().url().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"})
  void anotherOriginChangesNothing(String origin) {
    assertThat(asking.post("/api/v1/runs", "{}", "Origin", origin).status()).isEqualTo(403);
    assertThat(asking.post("/api/v1/gate", "", "Origin", origin).status()).isEqualTo(403);
  }

  @Test
  void aCrossSiteRequestWithoutOriginChangesNothing() {
    assertThat(asking.post("/api/v1/runs", "{}", "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
  }

  @Test
  void theSameOriginMayAskForARun() {
    String origin = asking.service().url().toString().replaceAll("/$", "");

    assertThat(asking.post("/api/v1/runs", "{}", "Origin", origin).status()).isEqualTo(202);
  }

  @Test
  void aFormChangesNothing() {
    var form = asking.request("/api/v1/runs").post(new FormBody.Builder().add("a", "b").build());
    var text =
        asking.request("/api/v1/runs").post(RequestBody.create("{}", MediaType.get("text/plain")));

    assertThat(asking.send(form.build()).status()).isEqualTo(415);
    assertThat(asking.send(text.build()).status()).isEqualTo(415);
  }

  @Test
  void onlyHealthIsShownOfTheActuator() {
    assertThat(asking.get("/actuator/health").body()).contains("\"status\":\"UP\"");
    assertThat(asking.get("/actuator/env").status()).isEqualTo(404);
    assertThat(asking.get("/actuator/heapdump").status()).isEqualTo(404);
    assertThat(asking.get("/actuator/shutdown").status()).isEqualTo(404);
  }

  @Test
  void thePageHasNoInlineScriptOrStyle() {
    assertThat(asking.get("/").body())
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContain("<style", " style=", " onclick=", "javascript:")
        .doesNotContainPattern("(src|href)=\"https?://");
  }

  @Test
  void aBodyIsShortAndSaysSo() {
    String wish = "{\"comparison\":\"" + "x".repeat(70_000) + "\"}";

    assertThat(asking.post("/api/v1/runs", wish).status()).isEqualTo(413);
    assertThat(asking.send(asking.request("/api/v1/runs").post(endless()).build()).status())
        .isEqualTo(411);
    assertThat(asking.send(asking.request("/api/v1/gate").post(endless()).build()).status())
        .as("nobody reads it")
        .isEqualTo(409);
  }

  /** A body of an unknown length. */
  private static RequestBody endless() {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return MediaType.get("application/json");
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        sink.writeUtf8("{}");
      }
    };
  }
}
