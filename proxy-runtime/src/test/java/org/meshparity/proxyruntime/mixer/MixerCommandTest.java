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
        "--istio-version 1.9 ~ Istio version must be one of 1.3, 1.4, 1.5, 1.6",
        "--istio-version 1.8 ~ Mixer ended with Istio 1.7",
        "--expiry-seconds 0 ~ expiry must be more than 0",
        "--load-shedding maybe ~ $--load-shedding must be one of enforce, logonly, disabled, was \"maybe\"$",
        "--latency-threshold soon ~ $--latency-threshold must be a duration like 100ms, was \"soon\"$",
        "--max-requests-per-second -1 ~ rates and burst must be finite and 0 or more",
        "--max-message-size 0 ~ limits must be more than 0",
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
