package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** All processes start, carry requests in every mode, and are gone afterwards. */
class OverheadSmokeTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final OverheadPlan SHORTEST =
      new OverheadPlan(100, Duration.ofSeconds(1), 1, SHORT, SHORT, SHORT);

  @Test
  void everyModeCarriesItsRequestsAndNothingIsLeftRunning() throws Exception {
    long before = ProcessHandle.current().children().count();

    String table =
        OverheadCommand.run(SHORTEST, new PrintWriter(Writer.nullWriter()))
            .orElseThrow()
            .toString();

    assertThat(table).doesNotContain("requests failed").contains("Goal: ");
    assertThat(table.lines().filter(line -> line.startsWith("latency P90")))
        .singleElement()
        .asString()
        .matches("latency P90, ms( +\\d+\\.?\\d*){5}");
    assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
  }
}
