package org.meshparity.tests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real process, stopped while it waits for an answer. */
class StoppedBySignalTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private StuckServer prometheus;
  private Process process;

  @BeforeEach
  void listen() throws IOException {
    prometheus = StuckServer.begun();
  }

  @AfterEach
  void nothingIsLeft() {
    prometheus.close();
    process.destroyForcibly();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aCheckCancelsItsQueriesAndWritesWhatItKnows(String signal, int code) throws Exception {
    start("check", "--output", "json=" + folder.resolve("report.json"));
    await().atMost(Duration.ofSeconds(60)).until(() -> prometheus.asked() > 0);

    assertThat(stopped(signal)).isEqualTo(code);

    assertThat(prometheus.left()).isEqualTo(prometheus.asked());
    assertThat(files()).containsExactly("report.json");
    assertThat(Files.readString(folder.resolve("report.json")))
        .contains("\"partial\" : true", "\"outcome\" : \"UNAVAILABLE\"", "this run was stopped")
        .endsWith("}");
  }

  @Test
  void aPartOfAReportIsNotWrittenWhenItIsNotWhole() throws Exception {
    start(
        "check",
        "--at",
        "2026-11-22T10:00:00Z",
        "--shard",
        "1/2",
        "--output",
        "json=" + folder.resolve("shard.json"));
    await().atMost(Duration.ofSeconds(60)).until(() -> prometheus.asked() > 0);

    assertThat(stopped("TERM")).isEqualTo(143);

    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aServiceCancelsTheQueriesOfItsRun(String signal, int code) throws Exception {
    start("serve", "--listen", "127.0.0.1:0");
    await().atMost(Duration.ofSeconds(60)).until(() -> prometheus.asked() > 0);

    assertThat(stopped(signal)).isEqualTo(code);

    assertThat(prometheus.left()).isEqualTo(prometheus.asked());
  }

  private void start(String... words) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>();
    // Whoever runs the tests in the background has SIGINT ignored, and so would the process.
    command.addAll(List.of("env", "--default-signal=INT", java, "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "org.meshparity.Meshparity"));
    command.addAll(List.of(words));
    command.addAll(List.of("--pack", "istio-mixer-to-inproxy", "--prometheus", prometheus.url()));
    process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** The exit code; the connections are seen closed by then, or soon. */
  private int stopped(String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(AT_ONCE.toSeconds(), SECONDS)).isTrue();
    await().atMost(AT_ONCE).until(() -> prometheus.left() == prometheus.asked());
    return process.exitValue();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
