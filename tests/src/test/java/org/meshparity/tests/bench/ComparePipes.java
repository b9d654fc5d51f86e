package org.meshparity.tests.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code diff} of pages that are far larger than any memory, and come through a pipe so that
 * nothing of them is stored: the same groups each time, shown by more and more pods.
 */
final class ComparePipes {

  private static final int[] PODS = {3, 10, 30};
  private static final long PATIENCE_MINUTES = 15;

  private final PrintWriter progress;

  ComparePipes(PrintWriter progress) {
    this.progress = progress;
  }

  /** One row for each length. */
  String table(boolean quick) throws IOException, InterruptedException {
    int groups = quick ? 10_000 : 100_000;
    int heap = quick ? 256 : 1500;
    Table table =
        new Table("a page through a pipe", "GB", "heap MB", "most in use MB", "exit", "seconds");
    Path folder = Files.createTempDirectory("meshparity-bench");
    try {
      Files.writeString(folder.resolve("pack.yaml"), StubGroups.PACK);
      long one = candidate(folder, groups);
      for (int pods : PODS) {
        progress.printf("pages: %,d groups, %d pods each%n", groups, pods);
        CheckOfStub.Ran ran = ran(folder, groups, pods, heap);
        table.row(
            String.format("%,d groups, %d pods each", groups, pods),
            Spread.number(one * pods / 1e9),
            String.valueOf(heap),
            String.valueOf(ran.megabytes()),
            String.valueOf(ran.exitCode()),
            Spread.number(ran.seconds()));
      }
    } finally {
      delete(folder);
    }
    return table.toString();
  }

  /** The page of one pod, with which all are equal; how long it is. */
  private static long candidate(Path folder, int groups) throws IOException, InterruptedException {
    Path page = folder.resolve("candidate.prom");
    end(
        new ProcessBuilder(stream(groups, 1))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(page.toFile())
            .start());
    return Files.size(page);
  }

  private static CheckOfStub.Ran ran(Path folder, int groups, int pods, int heap)
      throws IOException, InterruptedException {
    Path log = folder.resolve("gc.log");
    long start = System.currentTimeMillis();
    List<Process> both =
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder(stream(groups, pods)),
                new ProcessBuilder(diff(folder, heap, log))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())));
    int exitCode = end(both.get(1));
    both.get(0).destroy(); // it has ended, unless nobody read it
    double seconds = (System.currentTimeMillis() - start) / 1e3;
    return new CheckOfStub.Ran(exitCode, start, seconds, CheckOfStub.largestHeap(log), List.of());
  }

  private static int end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("it did not end in " + PATIENCE_MINUTES + " minutes");
    }
    return process.exitValue();
  }

  private static List<String> stream(int groups, int pods) {
    List<String> command = new ArrayList<>(List.of(CheckOfStub.java(), "-Xmx64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PageStream.class.getName(), "" + groups, "" + pods));
    return command;
  }

  private static List<String> diff(Path folder, int heap, Path log) {
    List<String> command = new ArrayList<>(List.of(CheckOfStub.java(), "-Xmx" + heap + "m"));
    command.add("-Xlog:gc:file=" + log);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.meshparity.Meshparity", "diff"));
    command.addAll(List.of("--pack", folder.resolve("pack.yaml").toString(), "--legacy", "-"));
    command.addAll(List.of("--candidate", folder.resolve("candidate.prom").toString()));
    command.addAll(List.of("--output", "text"));
    return command;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
