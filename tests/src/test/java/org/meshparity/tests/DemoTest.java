package org.meshparity.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The first of the two commands, from its start to Ctrl-C. Demos mostly rest, so two run at once.
 */
class DemoTest {

  /** Far more than it takes; a machine that builds other things at once is slow. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path temporary;

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aSoundMeshPassesAndCtrlCLeavesNothingBehind() throws Exception {
    RealPrometheus.binary();
    try (RunningDemo demo = RunningDemo.start(temporary, "--listen", "127.0.0.1:0")) {
      awaitGate(demo, "Successful");
      assertThat(demo.output()).contains("Prometheus listens on ");
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(demo.output()).contains("PARITY"));
      List<ProcessHandle> children = demo.children();
      assertThat(children).isNotEmpty();

      assertThat(demo.interrupt()).isEqualTo(130);

      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(temporary).isDirectoryNotContaining("glob:**/meshparity-demo-*");
      assertThat(demo.output()).endsWith("Stopped; nothing is left running.");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void withoutPrometheusAFaultIsFoundByDirectScrape() throws Exception {
    try (RunningDemo demo =
        RunningDemo.start(
            temporary,
            "--listen=127.0.0.1:0",
            "--no-prometheus",
            "--fault=seconds-as-milliseconds=details-v1")) {
      awaitGate(demo, "Failed");

      awaitAnswer(demo, "api/v1/report", "\"unit-mismatch\"");
      assertThat(demo.children()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsNamedWithTheRemedyBeforeAnythingStarts() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      try (RunningDemo demo = RunningDemo.start(temporary, "--listen", address)) {
        assertThat(demo.exitCode()).isEqualTo(2);
        await()
            .untilAsserted(
                () ->
                    assertThat(demo.output())
                        .contains("cannot listen on " + address)
                        .contains("choose another with --listen")
                        .doesNotContain("Mesh:"));
      }
    }
  }

  @Test
  void anUnknownFaultIsNamedWithThoseThereAre() throws Exception {
    try (RunningDemo demo =
        RunningDemo.start(temporary, "--listen=127.0.0.1:0", "--fault=lose-report=10%")) {
      assertThat(demo.exitCode()).isEqualTo(2);
      await().untilAsserted(() -> assertThat(demo.output()).contains("lose-reports"));
    }
  }

  private static void awaitGate(RunningDemo demo, String phase) {
    await().atMost(PATIENCE).until(demo::serves);
    awaitAnswer(demo, "api/v1/gate", "\"phase\":\"" + phase + "\"");
  }

  private static void awaitAnswer(RunningDemo demo, String path, String part) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(demo.get(path)).contains(part));
  }
}
