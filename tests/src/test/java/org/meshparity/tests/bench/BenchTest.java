package org.meshparity.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine bench = Bench.commandLine().setErr(new PrintWriter(err, true));

  @Test
  void anUnknownNameListsTheNames() {
    assertThat(bench.execute("recrod")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "unknown benchmark \"recrod\"; there are: record, overhead, accuracy, pushdown, compare, start");
  }

  @Test
  void noNameListsThemToo() {
    assertThat(bench.execute()).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "which benchmark?; there are: record, overhead, accuracy, pushdown, compare, start");
  }

  @Test
  void anUnknownOptionOfABenchmarkPointsToItsHelp() {
    assertThat(bench.execute("record", "--fast")).isEqualTo(2);
    assertThat(err.toString()).contains("'--fast'", "see tests/bench record --help");
  }

  @Test
  void noMeshesAtAllAreRefused() {
    assertThat(bench.execute("accuracy", "--meshes", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--meshes must be 1 or more, was 0");
  }

  @Test
  void helpDescribesEveryBenchmark() {
    assertThat(bench.getUsageMessage()).contains("tests/bench [-hV] NAME").contains("record");
  }
}
