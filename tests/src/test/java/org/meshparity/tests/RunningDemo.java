package org.meshparity.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The demo as a user runs it: a process of its own, of which only output and exit code are seen.
 */
public final class RunningDemo implements AutoCloseable {

  private static final String DASHBOARD = "Dashboard: ";

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningDemo(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "output of the demo");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it with a folder of its own for temporary files. */
  public static RunningDemo start(Path temporary, String... options) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(hearingInterrupts());
    command.addAll(List.of(java, "-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.meshparity.Meshparity", "demo"));
    command.addAll(List.of(options));
    return new RunningDemo(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /**
   * A shell that starts something in the background lets it ignore Ctrl-C, and so do all that this
   * starts in turn. GNU env can undo that; elsewhere the tests have to run in the foreground.
   */
  private static List<String> hearingInterrupts() throws IOException {
    List<String> env = List.of("env", "--default-signal=INT");
    List<String> attempt = new ArrayList<>(env);
    attempt.add("true");
    Process tried = new ProcessBuilder(attempt).redirectErrorStream(true).start();
    return tried.onExit().join().exitValue() == 0 ? env : List.of();
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException ended) {
      lines.add("(the output broke off: " + ended + ")");
    }
  }

  /** All it has printed. */
  String output() {
    return String.join("\n", lines);
  }

  /** Whether it has said where its dashboard is. */
  public boolean serves() {
    return lines.stream().anyMatch(line -> line.startsWith(DASHBOARD));
  }

  /** Where its dashboard is. */
  public URI dashboard() {
    return lines.stream()
        .filter(line -> line.startsWith(DASHBOARD))
        .map(line -> URI.create(line.substring(DASHBOARD.length())))
        .findFirst()
        .orElseThrow();
  }

  /** The body of a page or resource, e.g. {@code api/v1/report}. */
  String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(dashboard().resolve(path)).timeout(Duration.ofSeconds(30)).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  /** The processes it has started. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** Does what Ctrl-C does, and waits for the end. */
  int interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the demo did not end; it said " + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    children().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
