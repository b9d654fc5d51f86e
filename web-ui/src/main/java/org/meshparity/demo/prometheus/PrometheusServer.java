package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A running Prometheus of our own, on a free port of 127.0.0.1. It ends when it is closed, and its
 * data folder stays its owner's to delete.
 */
public final class PrometheusServer implements AutoCloseable {

  /** So long after its start a Prometheus hands targets to its scrapers, at most. */
  public static final Duration TO_FIND_TARGETS = Duration.ofSeconds(5);

  private static final Duration TO_GET_READY = Duration.ofSeconds(60);
  private static final Duration TO_END = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final int ATTEMPTS = 3;

  private final Process process;
  private final int port;
  private final Path log;

  /** Even a program that forgets to close it, or is stopped too early to, leaves none running. */
  private final Thread lastWish;

  private PrometheusServer(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
    this.lastWish = new Thread(process::destroy, "stop Prometheus");
  }

  /**
   * Starts a server and waits until it answers queries.
   *
   * @param binary a Prometheus, as {@link PrometheusFinder} finds it
   * @param config its configuration file
   * @param dataFolder where it keeps its samples; what it prints goes to a file beside it, of the
   *     same name and {@code .log}
   * @param flags more flags, e.g. "--web.enable-lifecycle"
   * @throws IOException if it ends or does not get ready; the message quotes its last words
   */
  public static PrometheusServer start(
      Path binary, Path config, Path dataFolder, List<String> flags) throws IOException {
    Path log = dataFolder.resolveSibling(dataFolder.getFileName() + ".log");
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Process process = launch(binary, config, dataFolder, flags, port, log);
      PrometheusServer server = new PrometheusServer(process, port, log);
      try {
        server.endWithUs();
        server.awaitReady();
        return server;
      } catch (IOException failed) {
        server.close();
        // Between our look at the port and its start another program may have taken it.
        boolean raced = Files.readString(log).contains("address already in use");
        if (!raced || attempt == ATTEMPTS) {
          throw failed;
        }
      }
    }
  }

  private void endWithUs() throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(lastWish);
    } catch (IllegalStateException alreadyShuttingDown) {
      throw new IOException("Prometheus was not needed any more", alreadyShuttingDown);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(
      Path binary, Path config, Path data, List<String> flags, int port, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binary.toAbsolutePath().toString());
    command.add("--config.file=" + config.toAbsolutePath());
    command.add("--storage.tsdb.path=" + data.toAbsolutePath());
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(flags);
    return new ProcessBuilder(command)
        .directory(Files.createDirectories(data).toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private void awaitReady() throws IOException {
    OkHttpClient http = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(2)).build();
    Request ready = new Request.Builder().url(url() + "/-/ready").build();
    long deadline = System.nanoTime() + TO_GET_READY.toNanos();
    while (!answersWell(http, ready)) {
      if (!process.isAlive()) {
        throw new IOException("Prometheus ended with " + process.exitValue() + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "Prometheus was not ready after " + TO_GET_READY.toSeconds() + " s" + lastWords());
      }
      pause();
    }
    http.connectionPool().evictAll();
  }

  private static boolean answersWell(OkHttpClient http, Request request) {
    try (Response response = http.newCall(request).execute()) {
      return response.isSuccessful();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while Prometheus started");
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    String last = lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
    return "; it last said: " + last + " (all of it in " + log + ")";
  }

  /** Where it answers, e.g. "http://127.0.0.1:41233". */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Asks it to end, waits, and ends it by force if it does not; returns when it is gone. */
  @Override
  public void close() {
    process.destroy();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      interrupted = true;
    }
    forgetLastWish();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void forgetLastWish() {
    try {
      Runtime.getRuntime().removeShutdownHook(lastWish);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then the hook runs, and finds a process that has ended.
    }
  }
}
