package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end, for as long as is reasonable and never longer than us. */
final class Tool {

  private static final int LINES_TO_QUOTE = 3;

  private Tool() {}

  /**
   * Runs a program that must succeed.
   *
   * @return what it printed, both streams together
   * @throws IOException if it cannot be started, fails or outlasts the timeout
   */
  static String run(Path workingFolder, Duration timeout, List<String> command) throws IOException {
    // A file, not a pipe: what it prints can never block it, nor a silent program block us.
    Path output = Files.createTempFile("meshparity-", ".out");
    try {
      int status = await(start(workingFolder, output, command), timeout, command);
      String printed = Files.readString(output);
      if (status != 0) {
        throw new IOException(command.get(0) + " ended with " + status + ": " + tail(printed));
      }
      return printed;
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static Process start(Path workingFolder, Path output, List<String> command)
      throws IOException {
    return new ProcessBuilder(command)
        .directory(workingFolder.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(output.toFile())
        .start();
  }

  private static int await(Process process, Duration timeout, List<String> command)
      throws IOException {
    Thread lastWish = new Thread(process::destroyForcibly, "stop " + command.get(0));
    Runtime.getRuntime().addShutdownHook(lastWish);
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            command.get(0) + " was stopped after " + timeout.toSeconds() + " s without an end");
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + command.get(0) + " ran");
    } finally {
      process.destroyForcibly();
      forget(lastWish);
    }
  }

  private static void forget(Thread lastWish) {
    try {
      Runtime.getRuntime().removeShutdownHook(lastWish);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook runs, and finds a process that has ended.
    }
  }

  private static String tail(String printed) {
    List<String> lines = printed.lines().filter(line -> !line.isBlank()).toList();
    int from = Math.max(0, lines.size() - LINES_TO_QUOTE);
    return lines.isEmpty()
        ? "it said nothing"
        : String.join(" / ", lines.subList(from, lines.size()));
  }
}
