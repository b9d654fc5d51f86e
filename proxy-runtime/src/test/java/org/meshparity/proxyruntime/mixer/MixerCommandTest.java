package org.meshparity.proxyruntime.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MixerCommandTest {

  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "--istio-version 1.9 ~ --istio-version must be one of 1.3, 1.4, 1.5, 1.6",
        "--istio-version 1.8 ~ Mixer ended with Istio 1.7",
        "--expiry-seconds 0 ~ --expiry-seconds must be 1 or more, was 0",
        "--load-shedding maybe ~ $--load-shedding must be one of enforce, logonly, disabled, was \"maybe\"$",
        "--latency-threshold soon ~ $--latency-threshold must be a duration like 100ms, was \"soon\"$",
        "--max-requests-per-second -1 ~ --max-requests-per-second must be 0 or more, was -1.0",
        "--latency-enforcement-threshold NaN ~ --latency-enforcement-threshold must be 0 or more",
        "--burst-size -1 ~ --burst-size must be 0 or more",
        "--grpc-port -1 ~ --grpc-port must be 0 to 65535, was -1",
        "--monitoring-port 70000 ~ --monitoring-port must be 0 to 65535, was 70000",
        "--listen nowhere.invalid ~ --listen names a host that is unknown: nowhere.invalid",
        "--max-message-size 0 ~ --max-message-size must be 1 or more, was 0",
        "--max-label-sets none ~ $Invalid value for option '--max-label-sets'$",
        "--config nothing.yaml ~ cannot read nothing.yaml: there is no /",
        "--pods nothing.yaml ~ cannot read nothing.yaml: there is no /",
        "--no-such-option ~ $Unknown option: '--no-such-option'$"
      })
  void whatMakesNoSenseEndsWithCodeTwo(String options, String message) {
    assertThat(run(options.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void everyFaultOfAConfigurationIsALine() throws Exception {
    Path file = Path.of(MixerCommandTest.class.getResource("/mixer/faulty.yaml").toURI());

    assertThat(run("--config", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(12)
        .allMatch(line -> line.startsWith("mixer: " + file));
  }

  @Test
  void aPortThatIsTakenEndsWithCodeTwo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("--metrics-port", port)).isEqualTo(2);
      assertThat(err.toString()).contains("mixer: cannot listen on 127.0.0.1:" + port);
    }
  }

  private int run(String... options) {
    return new CommandLine(new MixerCommand()).setErr(new PrintWriter(err)).execute(options);
  }
}
