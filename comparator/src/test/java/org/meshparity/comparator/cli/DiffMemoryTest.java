package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory follows groups, not bytes, also where every series has a value before. */
class DiffMemoryTest {

  private static final long BYTES = 100_000_000;
  private static final int GROUPS = 200;

  @TempDir private Path folder;

  @Test
  void aHundredMegabytesOnEitherSideAreComparedInAHeapOf128() throws Exception {
    Path pack = Path.of(getClass().getResource("/packs/same-names.yaml").toURI());
    Path before = write("before.prom", 1);
    Path now = write("now.prom", 3);
    Path candidate = write("candidate.prom", 2);
    Path output = folder.resolve("output");
    Process diff =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Diff.class.getName(),
                pack.toString(),
                now.toString(),
                before.toString(),
                candidate.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(diff.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output)).startsWith("PARITY");
    assertThat(diff.exitValue()).isZero();
  }

  /** Pods of 200 workloads; each value is a multiple, so that gains can be told. */
  private Path write(String name, int times) throws IOException {
    Path page = folder.resolve(name);
    String filler = "x".repeat(200);
    try (BufferedWriter out = Files.newBufferedWriter(page)) {
      for (int i = 0; 300L * i < BYTES; i++) {
        out.write("istio_requests_total{reporter=\"source\",source_workload=\"w" + i % GROUPS);
        out.write("\",pod=\"" + filler + i + "\"} " + times * (i % 7) + "\n");
      }
    }
    return page;
  }

  /** The command in a small heap. */
  static final class Diff {
    private Diff() {}

    public static void main(String[] args) {
      String[] words = {
        "--pack", args[0], "--legacy", args[1], "--legacy-before", args[2], "--candidate", args[3]
      };
      System.exit(new picocli.CommandLine(new DiffCommand()).execute(words));
    }
  }
}
