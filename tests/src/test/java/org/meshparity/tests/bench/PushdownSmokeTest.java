package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The benchmark runs and fills its table; the figures are nobody's business here. */
class PushdownSmokeTest {

  @Test
  void aSmallMeshFillsEveryRow() throws Exception {
    String table =
        PushdownCommand.measured(
            90, 2, 1, 1, StartWay.classPath(), new PrintWriter(new StringWriter()));

    assertThat(table)
        .contains("90 series, window 1 h, ")
        .contains(
            "check by remote read",
            "check by sums",
            "check by raw samples",
            "as JSON",
            "by remote read")
        .contains("the same in this process, warm", "the same queries by curl")
        .containsPattern("check by sums +[\\d,]+ +[\\d,]+ +[\\d,]+ +[\\d,]+ +[\\d.]+ +\\d\\d")
        .contains("A check by sums takes ", "A check by raw samples takes ");
  }
}
