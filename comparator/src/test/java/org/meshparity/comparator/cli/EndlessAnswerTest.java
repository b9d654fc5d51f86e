package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server one of whose answers would fill the heap; each look has a process of its own. */
@Timeout(120)
class EndlessAnswerTest {

  @TempDir private Path folder;

  /** Of the targets both sides of a check ask at once, of which series there are a preflight. */
  @ParameterizedTest
  @CsvSource({"up{, --preflight", "__name__, --preflight", "up{, --quiet", "__name__, --quiet"})
  void whoSendsWithoutEndIsNamedAndTheEndIsFour(String endless, String option) throws Exception {
    Path output = folder.resolve("output");
    try (FakePrometheus server = FakePrometheus.endless(Stream.of("up"), endless)) {
      Process check =
          new ProcessBuilder(command(server.url(), option))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();

      assertThat(check.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(output))
          .startsWith("UNAVAILABLE")
          .contains(server.url(), "(query: ", "it sends the header of a chunk without end");
      assertThat(check.exitValue()).isEqualTo(4);
    }
  }

  private static List<String> command(String url, String option) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-Xmx48m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Check.class.getName()));
    command.addAll(List.of("--pack", "istio-mixer-to-inproxy", "--prometheus", url, option));
    return command;
  }

  /** The command in a small heap. */
  static final class Check {
    private Check() {}

    public static void main(String[] args) {
      System.exit(new picocli.CommandLine(new CheckCommand()).execute(args));
    }
  }
}
