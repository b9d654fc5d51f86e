package org.meshparity.proxyruntime.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meshparity.proxyruntime.mixer.MixerCommand;
import picocli.CommandLine;

class MeshCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpHasExamples() {
    assertThat(run(new MeshCommand(), "--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "--fault lose-reports=10%");
    assertThat(run(new MixerCommand(), "--help")).isZero();
    assertThat(out.toString()).contains("meshparity mixer --listen 0.0.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--fault; no-such=1; must be one of lose-reports",
        "--set; values.telemetry.v9.enabled=true; unknown installation switch",
        "--istio-version; 1.9; must be one of 1.3, 1.4, 1.5, 1.6",
        "--istio-version; 1.8; Mixer ended with Istio 1.7",
        "--latency; quick; must be one of fast, normal, slow",
        "--rate; 0; rate must be more than 0",
        "--error-share; 5; such as 10%",
        "--load-pause; 13; such as 13s",
        "--mixer; nowhere; must be HOST:PORT"
      })
  void wrongSettingsAreRefusedBeforeAnythingStarts(String option, String value, String message) {
    assertThat(run(new MeshCommand(), option, value)).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void aPortThatIsTakenIsOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run(new MeshCommand(), "--gateway-port", port)).isEqualTo(2);
      assertThat(err.toString()).startsWith("mesh: cannot listen on ").contains(port);
      assertThat(run(new MixerCommand(), "--metrics-port", port)).isEqualTo(2);
      assertThat(err.toString()).contains("mixer: cannot listen on ");
    }
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
