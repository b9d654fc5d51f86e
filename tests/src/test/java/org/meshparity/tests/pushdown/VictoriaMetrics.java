package org.meshparity.tests.pushdown;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.simulation.ScrapedSeries;

/** A real, empty VictoriaMetrics that takes samples by remote write; all of it on loopback. */
final class VictoriaMetrics implements AutoCloseable {

  private final BackendProcess process;

  private VictoriaMetrics(BackendProcess process) {
    this.process = process;
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param folder for its data
   */
  static VictoriaMetrics start(Path program, Path folder, String... flags) throws IOException {
    int port = BackendProcess.freePort();
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("-httpListenAddr=127.0.0.1:" + port);
    command.add("-storageDataPath=" + folder.resolve("data"));
    command.add("-retentionPeriod=1y");
    command.add("-memory.allowedBytes=256MB");
    command.addAll(List.of(flags));
    return new VictoriaMetrics(
        BackendProcess.start(command, folder.resolve("log"), port, "/health"));
  }

  /**
   * Writes samples and waits until queries see all of them: series that are new here and now are
   * found only once their index is flushed, which takes a busy machine a while.
   */
  void write(long epochMs, List<ScrapedSeries> series) throws IOException, InterruptedException {
    new RemoteWrite(url()).write(epochMs, series);
    await().atMost(Duration.ofSeconds(60)).until(() -> flushed() >= series.size());
  }

  private long flushed() throws IOException, InterruptedException {
    if (process.get("/internal/force_flush").statusCode() / 100 != 2) {
      throw new IOException("VictoriaMetrics did not flush");
    }
    String answer = process.get("/api/v1/series/count").body();
    return Long.parseLong(answer.replaceFirst(".*\"data\":\\[([0-9]+)].*", "$1"));
  }

  String url() {
    return process.url();
  }

  @Override
  public void close() {
    process.close();
  }
}
