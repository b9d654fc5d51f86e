package org.meshparity.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.meshparity.comparator.run.Mode;
import org.meshparity.comparator.source.RemoteReads;
import org.meshparity.tests.pushdown.LargeMesh;

/** The real {@code check}, in a process of its own, which writes its report as JSON into a file. */
final class CheckProcess {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long BETWEEN_LOOKS_MILLIS = 10;

  private final StartWay way;
  private final Path folder;
  private final LargeMesh mesh;
  private final QueryLog log;

  /**
   * Against a mesh whose server writes down its queries.
   *
   * @param folder for the report and what it prints
   */
  CheckProcess(StartWay way, Path folder, LargeMesh mesh) {
    this.way = way;
    this.folder = folder;
    this.mesh = mesh;
    this.log = new QueryLog(mesh.queryLog());
  }

  /**
   * What a run took.
   *
   * @param millis from when the server began with its first request until its end
   * @param cpuMillis the CPU time of all its threads, its start included; 0 where nobody tells
   */
  record Ran(double millis, double cpuMillis) {}

  /**
   * Runs it over whole hours.
   *
   * @param reads when it reads by remote read
   */
  Ran run(Duration window, Mode mode, RemoteReads reads) throws IOException, InterruptedException {
    log.begun();
    Process check = started(words(window, mode, reads));
    long cpu = cpuUntilEnd(check);
    double ended = System.currentTimeMillis();
    OptionalDouble begun = log.begun();
    if (check.exitValue() != 0 || begun.isEmpty()) {
      throw new IOException(
          "the check ended with " + check.exitValue() + ": " + Files.readString(output()));
    }
    return new Ran(ended - begun.getAsDouble(), cpu);
  }

  private Process started(List<String> words) throws IOException {
    List<String> command = new ArrayList<>(way.words());
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output().toFile())
        .start();
  }

  private Path output() {
    return folder.resolve("output.txt");
  }

  private List<String> words(Duration window, Mode mode, RemoteReads reads) {
    List<String> words = new ArrayList<>(List.of("check", "--pack", "istio-mixer-to-inproxy"));
    words.addAll(List.of("--prometheus", mesh.url(), "--mode", mode.word()));
    words.addAll(List.of("--remote-read", reads.name().toLowerCase(Locale.ROOT)));
    words.addAll(List.of("--window", window.toHours() + "h"));
    words.addAll(List.of("--at", Instant.ofEpochMilli(mesh.endMs()).toString()));
    words.addAll(List.of("--scrape-interval", "15s"));
    words.addAll(List.of("--output", "json=" + folder.resolve("report.json"), "--output", "text"));
    return words;
  }

  /** What a process used is no more to be had once it has ended, so it is looked at till then. */
  private static long cpuUntilEnd(Process check) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long millis = 0;
    while (!check.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = check.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
      millis = Math.max(millis, now);
      if (System.nanoTime() > deadline) {
        check.destroyForcibly();
        throw new IOException("the check did not end in " + PATIENCE.toMinutes() + " minutes");
      }
    }
    return millis;
  }
}
