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
        "--fault; text; --fault must be NAME=VALUE",
        "--fault; lose-reports=all; fault lose-reports: value must be a share",
        "--fault; no-such=1; must be one of lose-reports",
        "--set; values.telemetry.v9.enabled=true; --set: unknown installation switch",
        "--istio-version; 1.9; --istio-version must be one of 1.3, 1.4, 1.5, 1.6",
        "--istio-version; 1.8; Mixer ended with Istio 1.7",
        "--latency; quick; --latency must be one of fast, normal, slow",
        "--rate; 0; --rate must be more than 0",
        "--rate; NaN; --rate must be more than 0",
        "--error-share; 5; --error-share must be a share from 0% to 100%, such as 10%",
        "--load-run; 0s; --load-run must be longer than 0",
        "--load-pause; 13; --load-pause must be a number and ms, s, m or h, such as 13s",
        "--load-run; 999999999h; --load-run must be at most 876000h",
        "--gateway-port; -1; --gateway-port must be 0 to 65535, was -1",
        "--control-port; 65536; --control-port must be 0 to 65535, was 65536",
        "--stats-port-base; 65530; --stats-port-base must be 0 to 65526, was 65530",
        "--listen; nowhere.invalid; --listen names a host that is unknown: nowhere.invalid",
        "--listen; ' '; --listen must not be empty",
        "--trust-domain; NaN; --trust-domain: trust domain must match",
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
