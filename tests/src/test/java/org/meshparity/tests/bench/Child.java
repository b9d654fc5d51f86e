package org.meshparity.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of this benchmark, with the same classes: what it says, and the CPU time it took. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long BETWEEN_LOOKS_MILLIS = 20;
  private static final long STOP_SECONDS = 5;

  private final String name;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread reader = new Thread(this::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a main class, all of them with the same heap. */
  static Child start(String name, String main, List<String> arguments) throws IOException {
    return start(name, List.of("-Xms128m", "-Xmx256m"), main, arguments);
  }

  /** Starts a main class with a Java that is told these options. */
  static Child start(String name, List<String> options, String main, List<String> arguments)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    return new Child(name, new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException ended) {
      lines.add("(the output broke off: " + ended.getMessage() + ")");
    }
  }

  /**
   * The number that the first group of a pattern finds in its output, as soon as it is there.
   *
   * @throws IOException if it ends, or never says it
   */
  int says(Pattern pattern) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      boolean alive = process.isAlive();
      for (String line : lines) {
        Matcher found = pattern.matcher(line);
        if (found.find()) {
          return Integer.parseInt(found.group(1));
        }
      }
      if (!alive) {
        throw new IOException(name + " ended; it said: " + String.join(" | ", lines));
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    throw new IOException(name + " did not start; it said: " + String.join(" | ", lines));
  }

  /** CPU time of all its threads so far; empty where this platform does not tell. */
  Optional<Duration> cpu() {
    return process.toHandle().info().totalCpuDuration();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void askToEnd() {
    process.destroy();
  }

  /** Asks it to end, and ends it if it does not. */
  @Override
  public void close() {
    askToEnd();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
