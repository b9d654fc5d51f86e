package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.tests.pushdown.LargeMesh;
import picocli.CommandLine;

/** The benchmark runs and fills its table; the figures are nobody's business here. */
class PushdownSmokeTest {

  private static final String NUMBERS = " +[\\d,]+ +[\\d,]+ +[\\d,]+ +[\\d,]+ +[\\d.]+ +\\d\\d";

  @TempDir Path folder;

  @Test
  void aSmallMeshFillsEveryRow() throws Exception {
    PushdownCommand command = new PushdownCommand();
    new CommandLine(command)
        .setErr(new PrintWriter(new StringWriter()))
        .parseArgs("--replicas", "2", "--rounds", "1");
    String table = command.measured(90, StartWay.classPath(), null);

    assertThat(table)
        .contains("90 series, window 1 h, ")
        .containsSubsequence("check by remote read", "check by sums", "check by raw samples")
        .contains("as JSON, only fetched", "by remote read, only fetched");
    for (String way : List.of("by remote read", "by sums", "by raw samples")) {
      assertThat(table)
          .containsPattern("check " + way + NUMBERS)
          .contains("A check " + way + " takes ");
    }
    for (String row : List.of("this process, warm", "two at a time", "one after another")) {
      assertThat(table.lines().filter(line -> line.contains(row + "  "))).hasSize(3);
    }
  }

  /** One read for each name of both sides, and of the targets; the server counts its requests. */
  @Test
  void theRequestsOfACheckByRemoteReadHaveItsReads() throws Exception {
    try (LargeMesh mesh = LargeMesh.start(folder, 90, 2, 1)) {
      PushdownRun run =
          new PushdownRun(
              mesh,
              Duration.ofHours(1),
              new CheckProcess(StartWay.classPath(), folder, mesh),
              1,
              new PrintWriter(new StringWriter()));

      assertThat(run.requests(new PushdownRun.Way("", Mode.PAIRED, RemoteReads.ALWAYS)))
          .extracting(RequestTap.Posted::path)
          .contains("/api/v1/query")
          .filteredOn(path -> path.equals("/api/v1/read"))
          .hasSizeGreaterThan(LargeMesh.names().size());
    }
  }
}
