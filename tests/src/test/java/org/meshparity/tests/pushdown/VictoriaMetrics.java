package org.meshparity.tests.pushdown;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.meshparity.comparator.simulation.ScrapedSeries;

/** A real, empty VictoriaMetrics that takes samples by remote write; all of it on loopback. */
final class VictoriaMetrics implements AutoCloseable {

  private final Process process;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private VictoriaMetrics(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param folder empty, for its data
   */
  static VictoriaMetrics start(Path program, Path folder, String... flags) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("-httpListenAddr=127.0.0.1:" + port);
    command.add("-storageDataPath=" + folder.resolve("data"));
    command.add("-retentionPeriod=1y");
    command.add("-memory.allowedBytes=256MB");
    command.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createDirectories(folder).resolve("log").toFile())
            .start();
    VictoriaMetrics server = new VictoriaMetrics(process, "http://127.0.0.1:" + port);
    await().atMost(Duration.ofSeconds(30)).until(server::ready);
    return server;
  }

  private boolean ready() throws InterruptedException {
    try {
      return get("/health") == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private int get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /**
   * Writes samples and waits until queries see all of them: series that are new here and now are
   * found only once their index is flushed, which takes a busy machine a while.
   */
  void write(long epochMs, List<ScrapedSeries> series) throws IOException, InterruptedException {
    new RemoteWrite(url).write(epochMs, series);
    await().atMost(Duration.ofSeconds(60)).until(() -> flushed() >= series.size());
  }

  private long flushed() throws IOException, InterruptedException {
    if (get("/internal/force_flush") / 100 != 2) {
      throw new IOException("VictoriaMetrics did not flush");
    }
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/series/count")).build();
    String answer = http.send(request, BodyHandlers.ofString()).body();
    return Long.parseLong(answer.replaceFirst(".*\"data\":\\[([0-9]+)].*", "$1"));
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
