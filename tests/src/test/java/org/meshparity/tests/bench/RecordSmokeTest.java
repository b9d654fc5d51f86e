package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/** The benchmark runs and fills its table. What it measures so shortly means nothing. */
class RecordSmokeTest {

  private static final RecordPlan SHORTEST = new RecordPlan(1, 0, 0, 1, 10);

  @Test
  void everyRowHasItsFigures() throws Exception {
    System.setProperty("jmh.ignoreLock", "true");

    String table = RecordCommand.run(SHORTEST, new PrintWriter(Writer.nullWriter())).toString();

    assertThat(table.lines())
        .filteredOn(line -> line.matches(".*\\d\\.\\.\\d.*"))
        .hasSize(10)
        .noneMatch(line -> line.contains(" 0.00 "));
    assertThat(table).contains("Goals:", "under 100 ns", "no bytes", "under 15 us");
  }
}
