package org.meshparity.tests.pushdown;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of a backend, which answers on loopback and ends when it is closed. */
final class BackendProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Path log;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private BackendProcess(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /** A port of loopback that nobody listens at. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts one and waits until it says that it is ready.
   *
   * @param log where what it prints goes; its folder is made, and is where it runs
   * @param port where it will answer
   * @param ready the path that answers 200 then
   */
  static BackendProcess start(List<String> command, Path log, int port, String ready)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(log.toAbsolutePath().getParent()).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    BackendProcess server = new BackendProcess(process, log, "http://127.0.0.1:" + port);
    try {
      await().atMost(PATIENCE).until(() -> server.ready(ready));
    } catch (RuntimeException never) {
      server.close();
      throw new IOException(command + " is not ready:\n" + Files.readString(log), never);
    }
    return server;
  }

  private boolean ready(String path) throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended:\n" + Files.readString(log));
    }
    try {
      return get(path).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Asks it, with headers as name and value in turn. */
  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
