package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPortTest {

  private static final String JSON = "Content-Type: application/json\r\n";

  private final Faults faults = new Faults();
  private ControlPort control;

  @BeforeEach
  void open() throws IOException {
    MeshStatus status = new MeshStatus("1.4", "both", "", "", 0, 0, false, Map.of());
    control = ControlPort.open(faults, () -> status, 0);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void faultsAreSwitchedOnShownAndSwitchedOff() throws IOException {
    assertThat(send("PUT", "/faults/lose-reports", JSON, "{\"value\":\"10%\"}")).startsWith("200 ");
    assertThat(faults.active()).containsEntry("lose-reports", "10%");
    assertThat(send("GET", "/faults", "", "")).contains("{\"lose-reports\":\"10%\"}");
    assertThat(send("DELETE", "/faults/lose-reports", "", "")).contains("{}");
    assertThat(send("GET", "/status", "", "")).contains("\"istioVersion\":\"1.4\"");
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    assertThat(send("PUT", "/faults/lose-reports", JSON, "{\"value\":\"lots\"}"))
        .startsWith("400 ")
        .contains("must be a share from 0% to 100%");
    assertThat(send("PUT", "/faults/no-such", JSON, "{\"value\":\"1\"}"))
        .startsWith("400 ")
        .contains("lose-reports, unknown-label");
    assertThat(send("PUT", "/faults/lose-reports", JSON, "10%")).startsWith("400 ");
    assertThat(send("PUT", "/faults/lose-reports", "", "{\"value\":\"10%\"}")).startsWith("415 ");
    assertThat(send("GET", "/elsewhere", "", "")).startsWith("404 ");
    assertThat(faults.active()).isEmpty();
  }

  @Test
  void otherHostsAndOtherOriginsAreRefused() throws IOException {
    String body = "{\"value\":\"10%\"}";
    assertThat(sendTo("evil.example", "GET", "/faults", "", "")).startsWith("403 ");
    assertThat(send("PUT", "/faults/lose-reports", JSON + "Origin: http://evil.example\r\n", body))
        .startsWith("403 ");
    assertThat(faults.active()).isEmpty();
  }

  private String send(String method, String path, String headers, String body) throws IOException {
    return sendTo("127.0.0.1:" + control.port(), method, path, headers, body);
  }

  /** By hand, since Java's client does not let the Host be forged. Status code, then everything. */
  private String sendTo(String host, String method, String path, String headers, String body)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
              .formatted(method, path, host, body.length(), headers, body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring("HTTP/1.1 ".length());
    }
  }
}
