package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

/** The benchmark runs and fills its tables. What it measures so shortly means nothing. */
class CompareSmokeTest {

  private static final RecordPlan SHORTEST = new RecordPlan(1, 0, 0, 1, 10);

  @Test
  void everyRowHasItsFigures() throws Exception {
    System.setProperty("jmh.ignoreLock", "true");

    String table =
        CompareCommand.readers(SHORTEST, new PrintWriter(Writer.nullWriter())).toString();

    assertThat(table.lines()).filteredOn(line -> line.matches(".*\\d\\.\\.\\d.*")).hasSize(9);
    assertThat(table).containsPattern("17 digits: \\d");
    assertThat(table).contains("Goals:", "10 M sample pairs/s", "x1.3", "1 GB/s");
  }

  @Test
  void aCheckOfTheStubComesToParity() throws Exception {
    try (CheckOfStub stub = CheckOfStub.start(200, 1, 2)) {
      CheckOfStub.Ran ran = stub.run(256);

      assertThat(ran.exitCode()).describedAs(stub.said()).isZero();
      assertThat(ran.forms()).filteredOn(form -> form.contains("resets")).isNotEmpty();
    }
  }
}
