package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.preflight.Preflight;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportFile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reports outlive the program that wrote them. */
class OldReportTest {

  @TempDir private Path folder;

  @Test
  void aReportReadBackHasThePreflightItWasWrittenWith() throws IOException {
    Ran ran = ran();

    Report read = ReportFile.read(folder.resolve("report.json"));

    assertThat(read.preflight().findings()).isNotEmpty();
    assertThat(JsonMapper.shared().valueToTree(read.preflight()).toString())
        .isEqualTo(ran.json().path("preflight").toString());
  }

  @Test
  void aReportThatWasWrittenWithoutAPreflightIsStillRead() throws IOException {
    ObjectNode json = (ObjectNode) ran().json();
    json.remove("preflight");
    Path old = Files.writeString(folder.resolve("old.json"), json.toString());

    assertThat(ReportFile.read(old).preflight()).isEqualTo(Preflight.NONE);
  }

  private Ran ran() throws IOException {
    try (FakePrometheus server = FakePrometheus.knowing(Stream.of("up"), "")) {
      return Ran.of(
          new CheckCommand(),
          folder,
          "--pack",
          "istio-mixer-to-inproxy",
          "--prometheus",
          server.url());
    }
  }
}
