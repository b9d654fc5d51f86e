package org.meshparity.comparator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page that comes through a pipe may be of any length: it is read once and kept nowhere, neither
 * in memory nor in a file.
 */
class DiffPipeTest {

  private static final int GROUPS = 100;
  private static final int PODS = 300;

  /** The buckets of one pod's histogram of one group, and its count. */
  private static final int LINES = 31;

  @TempDir private Path folder;

  @Test
  void hundredsOfMegabytesOfStandardInputPassThroughASmallHeap() throws Exception {
    Process diff = diff("-", candidate());
    try (OutputStream input = diff.getOutputStream()) {
      assertThat(writePods(input)).isGreaterThan(200_000_000);
    }

    expectParity(diff);
  }

  @Test
  void aNamedPipeIsReadOnceToo() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(madePipe(pipe), "this machine has no mkfifo");
    Path candidate = candidate();
    Process diff = diff(pipe.toString(), candidate);
    try (OutputStream input = Files.newOutputStream(pipe)) {
      Files.copy(candidate, input);
    }

    expectParity(diff);
  }

  private static boolean madePipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private void expectParity(Process diff) throws Exception {
    assertThat(diff.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(folder.resolve("output"))).startsWith("PARITY");
    assertThat(diff.exitValue()).isZero();
  }

  /** There is no folder for temporary files, so that what would be kept there is a fault. */
  private Process diff(String legacy, Path candidate) throws Exception {
    Path pack = Path.of(getClass().getResource("/packs/same-names.yaml").toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx48m",
            "-Djava.io.tmpdir=" + folder.resolve("none"),
            "-cp",
            System.getProperty("java.class.path"),
            Diff.class.getName(),
            pack.toString(),
            legacy,
            candidate.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private Path candidate() throws IOException {
    Path page = folder.resolve("candidate.prom");
    try (BufferedWriter out = Files.newBufferedWriter(page)) {
      for (int group = 0; group < GROUPS; group++) {
        histogram(out, group, "all", PODS);
      }
    }
    return page;
  }

  private static long writePods(OutputStream input) throws IOException {
    long[] written = new long[1];
    OutputStream counted =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            input.write(one);
            written[0]++;
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            input.write(bytes, from, length);
            written[0] += length;
          }
        };
    Writer out =
        new BufferedWriter(new OutputStreamWriter(counted, StandardCharsets.US_ASCII), 1 << 16);
    for (int group = 0; group < GROUPS; group++) {
      for (int pod = 0; pod < PODS; pod++) {
        histogram(out, group, "server-7d9c5b8f6-" + "x".repeat(120) + pod, 1);
      }
    }
    out.flush();
    return written[0];
  }

  private static void histogram(Writer out, int group, String pod, int each) throws IOException {
    String labels = "reporter=\"source\",source_workload=\"w" + group + "\",pod=\"" + pod + "\"";
    for (int i = 1; i < LINES; i++) {
      String le = i == LINES - 1 ? "+Inf" : String.valueOf(i);
      out.write("istio_request_duration_seconds_bucket{" + labels + ",le=\"" + le + "\"} ");
      out.write(each * i + "\n");
    }
    out.write("istio_request_duration_seconds_count{" + labels + "} " + each * (LINES - 1) + "\n");
    out.write("istio_request_duration_seconds_sum{" + labels + "} " + each + "\n");
  }

  /** The command in a small heap. */
  static final class Diff {
    private Diff() {}

    public static void main(String[] args) {
      List<String> words = List.of("--pack", args[0], "--legacy", args[1], "--candidate", args[2]);
      System.exit(new picocli.CommandLine(new DiffCommand()).execute(words.toArray(new String[0])));
    }
  }
}
